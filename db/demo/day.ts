/**
 * The plan of one day at the demonstration centre: who is on, who comes, and what everybody does about it.
 * A pure function of its arguments, so that the demonstration and the simulation can play the same day.
 */
import { addDays, dayRange } from '../../shared/domain/days.ts'
import { hourAt } from '../../shared/domain/hours.ts'
import { arrivalsOf } from './arrivals.ts'
import { type Comer, type Guest, guestOf } from './guest.ts'
import { type DemoPerson, newcomer, people } from './people.ts'
import { type Random, random } from './random.ts'
import { daysSince, type Shift, shiftsOf } from './rota.ts'
import { inTime, type Step } from './step.ts'
import { storyOf } from './story.ts'
import { teamOf } from './team.ts'
import { teamSteps } from './teamSteps.ts'

export interface DayPlan {
  readonly day: string
  /** Midnight and the next midnight, UTC ms. Steps of a visit that begins late lie after `to`. */
  readonly from: number
  readonly to: number
  readonly shifts: readonly Shift[]
  readonly guests: readonly Guest[]
  readonly steps: readonly Step[]
}

/** @param day a local day such as 2026-11-03. @param zone such as Europe/London. */
export function planDay(seed: string, day: string, zone: string): DayPlan {
  const shifts = shiftsOf(day, zone)
  // The night before is still on until the morning, and tomorrow's early team helps whoever stays on.
  const around = [...shiftsOf(addDays(day, -1), zone), ...shifts, ...shiftsOf(addDays(day, 1), zone)]
  const team = teamOf(around)
  const draw = random(seed, 'day', day)
  const times = arrivalsOf(day, zone, draw)
  const comers = comersOf(seed, day, times.length)

  const guests: Guest[] = []
  const steps: Step[] = teamSteps(day, shifts)
  const wentAt = new Map<string, number>()
  for (const [number, arrivesAt] of times.entries()) {
    const plan = { seed, name: `${day}/${number}`, arrivesAt, hour: hourAt(arrivesAt, zone) }
    const guest = guestOf(plan, comers[number] ?? backAgain(wentAt, arrivesAt, draw))
    const story = storyOf(seed, guest, team)
    guests.push(guest)
    steps.push(...story)
    if (guest.person !== null) wentAt.set(guest.person, story.at(-1)?.at ?? Infinity)
  }
  const { from, to } = dayRange(day, zone)
  return { day, from, to, shifts, guests, steps: inTime(steps) }
}

/** Somebody nobody knows; or, now and then, somebody who was here earlier today and comes again. */
function backAgain(wentAt: ReadonlyMap<string, number>, arrivesAt: number, draw: Random): Comer {
  const gone = people.filter(({ key }) => (wentAt.get(key) ?? Infinity) < arrivesAt - 90 * 60_000)
  return gone.length > 0 && draw.chance(0.3) ? { known: draw.pick(gone) } : {}
}

const newEachDay = 6

/** Those who come for the first time on this day, as far as it was met; the plan's names for them never change. */
function newOn(seed: string, day: string): DemoPerson[] {
  return Array.from({ length: newEachDay }, (_, nth) => {
    const key = `${day}/new${nth}`
    return newcomer(key, random(seed, 'newcomer', key))
  })
}

/**
 * Who comes, one for each arrival; undefined where it is nobody that anybody knows. Nobody comes on two days that follow each other, so that a visit which
 * lasts the night never meets the same person coming in again.
 */
function comersOf(seed: string, day: string, count: number): (Comer | undefined)[] {
  const draw = random(seed, 'comers', day)
  const regulars = people.filter((_, nth) => (nth + daysSince(day)) % 2 === 0)
  const returning = [2, 4, 6, 8, 14].flatMap((ago) =>
    newOn(seed, addDays(day, -ago)).filter(() => draw.chance(ago === 2 ? 0.22 : 0.12)),
  )
  const known = draw.shuffled([...regulars, ...returning]).slice(0, Math.round(count * 0.66))
  const comers: (Comer | undefined)[] = [
    ...known.map((person) => ({ known: person })),
    ...newOn(seed, day).map((person) => ({ isNew: person })),
  ]
  while (comers.length < count) comers.push(undefined)
  return draw.shuffled(comers.slice(0, count))
}
