/**
 * The demonstration's whole past as one plan: the centre opens, people are written into its book, three weeks
 * of days, and the evening that is under way. Pure: the same start gives the same steps with the same keys.
 */
import { addDays, localDay } from '../../shared/domain/days.ts'
import { demoCentre } from './centre.ts'
import { planDay } from './day.ts'
import { eveningPeople, eveningTeam, planEvening } from './evening.ts'
import { people } from './people.ts'
import { planRights, rightsPeople } from './rights.ts'
import { shiftsOf } from './rota.ts'
import { inTime, mark, type Step } from './step.ts'
import { teamSteps } from './teamSteps.ts'

export const demoSeed = 'lantern'

const minute = 60_000
const wholeDays = 21
/** The key of the very last step: once it is answered, the past is whole. */
export const lastKey = 'demo:last'
/** The centre opens so long before the start, ms: from when it opened, the start is known again. */
export const opensBefore = 23 * 24 * 60 * minute
/** When the evening's own team has come on and the day's is done, ms before the start. */
const handOverAt = 90 * minute

/**
 * Steps in the order of time, all before `now` (UTC ms), when the demonstration starts.
 * @param count how many whole days before today.
 */
export function planPast(now: number, count = wholeDays): Step[] {
  const today = localDay(now, demoCentre.timeZone)
  const days = Array.from({ length: count + 1 }, (_, nth) => addDays(today, nth - count))
  const planned = days.flatMap((day) => planDay(demoSeed, day, demoCentre.timeZone).steps)
  const first = days[0] ?? today
  const nightBefore = teamSteps(
    addDays(first, -1),
    shiftsOf(addDays(first, -1), demoCentre.timeZone).filter((one) => one.turn === 'night'),
  )
  const until = now - handOverAt
  const team = [...nightBefore, ...planned.filter((step) => step.doer === 'team')].filter(
    (one) => one.at < until,
  )
  const visits = onlyKnown(finished(planned, until, now))
  const steps = inTime([
    ...bookOfPeople(now - opensBefore),
    ...team,
    ...visits,
    ...teamOfTheEvening(team, until),
    ...planEvening(now),
    ...planRights(now),
  ])
  return steps.map((step, nth) => (nth === steps.length - 1 ? { ...step, key: lastKey } : step))
}

/** The regulars, written in on the first morning. */
function bookOfPeople(opened: number): Step[] {
  return people.map(({ key, name, secondLine, otherNames, birth }, nth) => ({
    at: opened + (nth + 1) * minute,
    by: 'desk',
    doer: 'worker',
    command: 'person.add',
    input: {
      personId: mark('person', key),
      name,
      ...(secondLine ? { secondLine } : {}),
      ...(otherNames ? { otherNames: [...otherNames] } : {}),
      ...(birth ? { birth } : {}),
    },
    key: `demo:book:${key}`,
    about: key,
  }))
}

/** Visits that were over in time, whole, and by nobody who is here this evening. */
function finished(planned: readonly Step[], until: number, now: number): Step[] {
  const cameAt = new Map(
    [...eveningPeople, ...rightsPeople].map(([key, minutes]) => [
      mark('person', key) as string,
      now - minutes * minute,
    ]),
  )
  const visits = new Map<string, Step[]>()
  for (const step of planned) {
    if (step.doer !== 'team') visits.set(step.about, [...(visits.get(step.about) ?? []), step])
  }
  return [...visits.values()].flatMap((steps) => {
    const last = steps.at(-1)?.at ?? Infinity
    const person = personIn(steps)
    const isHere = person !== undefined && last > (cameAt.get(person) ?? Infinity) - 30 * minute
    return last < until && !isHere ? steps : []
  })
}

const personIn = (steps: readonly Step[]): string | undefined => {
  const [first] = steps
  return first && 'personId' in first.input ? first.input.personId : undefined
}

/** Whoever comes back although nobody ever wrote them into the book is a name and no more. */
function onlyKnown(steps: readonly Step[]): Step[] {
  const added = new Set(people.map(({ key }) => mark('person', key) as string))
  for (const step of steps)
    if (step.command === 'person.add') added.add(String(Reflect.get(step.input, 'personId')))
  return steps.map((step) => {
    const person = step.command === 'visit.arrive' ? personIn([step]) : undefined
    if (person === undefined || added.has(person)) return step
    const { personId: _, ...rest } = step.input as Record<string, unknown>
    return { ...step, input: rest }
  })
}

/** Those of the day go as the evening's come, so that the strip shows the nine whom the board speaks of. */
function teamOfTheEvening(team: readonly Step[], at: number): Step[] {
  const on = new Set<string>()
  for (const step of inTime(team)) {
    if (step.command === 'team.off') on.delete(step.by)
    else on.add(step.by)
  }
  const going = [...on].filter((by) => !eveningTeam.some((one) => one === by))
  const coming = eveningTeam.filter((by) => !on.has(by))
  const lead = eveningTeam[0] ?? 'senior'
  // The day's lead may be staying on: only a manager can pass the lead then.
  const leads = { staffId: mark('staff', lead), asLead: true, note: 'Priti leads tonight, as we said' }
  const presses = [
    ...coming.map((by) => ({ by, command: 'team.on' as const, input: {} })),
    ...going.map((by) => ({ by, command: 'team.off' as const, input: {} })),
    { by: 'manager', command: 'team.on' as const, input: leads },
  ]
  return presses.map(({ by, command, input }, nth) => ({
    at: at + nth * 20_000,
    by,
    doer: 'team',
    command,
    input,
    key: `demo:evening:${by}:${command}`,
    about: by,
  }))
}
