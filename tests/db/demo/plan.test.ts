/** The plan of a day: the same each time, whole by the contract, and like a day at a centre. */
import { describe, expect, test } from 'vitest'
import { demoCentre, spaces } from '../../../db/demo/centre.ts'
import { type DayPlan, planDay } from '../../../db/demo/day.ts'
import { createIds } from '../../../db/demo/opening.ts'
import { planEvening } from '../../../db/demo/evening.ts'
import { people } from '../../../db/demo/people.ts'
import { lastKey, opensBefore, planPast } from '../../../db/demo/past.ts'
import { shiftsOf } from '../../../db/demo/rota.ts'
import { kindsOfMark, type Step, withIds } from '../../../db/demo/step.ts'
import { workerOf, workers } from '../../../db/demo/workers.ts'
import { commands } from '../../../shared/contract/index.ts'
import { addDays, dayRange } from '../../../shared/domain/days.ts'
import { hourAt } from '../../../shared/domain/hours.ts'
import { shippedKeys } from '../../../shared/lists/shipped.ts'

const zone = demoCentre.timeZone
/** Four weeks over the end of summer time, so that a day of 25 hours is among them. */
const days = Array.from({ length: 28 }, (_, nth) => planDay('seed', addDays('2026-10-05', nth), zone))
const guests = days.flatMap((day) => day.guests)
const steps = days.flatMap((day) => day.steps)

test('the same seed gives the same plan, another seed another', () => {
  const one = planDay('seed', '2026-11-03', zone)
  expect(planDay('seed', '2026-11-03', zone)).toEqual(one)
  expect(planDay('another', '2026-11-03', zone)).not.toEqual(one)
  expect(planPast(Date.UTC(2026, 10, 3, 20, 46), 3)).toEqual(planPast(Date.UTC(2026, 10, 3, 20, 46), 3))
})

test('every step is what the contract takes, by somebody who may do it, and has a key of its own', () => {
  const past = planPast(Date.UTC(2026, 10, 3, 20, 46))
  const idOf = createIds('seed')
  for (const step of past) {
    const input = withIds(step.input, (kind, name) => idOf(step.at, kind, name))
    const parsed = commands[step.command].input.safeParse(input)
    expect(parsed.success ? [] : [step, parsed.error]).toEqual([])
    const { role } = workerOf(step.by)
    expect(commands[step.command].allow, `${step.command} by ${role}`).toContain(role)
  }
  expect(new Set(past.map((step) => step.key)).size).toBe(past.length)
  expect(past.at(-1)?.key).toBe(lastKey)
})

test('keys are those of the lists, and marks stand for something that is there', () => {
  const inList = (list: keyof typeof shippedKeys, keys: readonly (string | null | undefined)[]) =>
    keys.filter((key) => typeof key === 'string' && !shippedKeys[list].has(key))
  for (const { command, input } of [...steps, ...planPast(Date.UTC(2026, 10, 3, 20, 46), 0)]) {
    if (command === 'visit.arrive' || command === 'visit.change') {
      const { wants, cameBy, suggestedBy, channel, feelingSkipped } = input as Step<'visit.arrive'>['input']
      const { reasonsAdded } = input as Step<'visit.change'>['input']
      expect(inList('wants', wants ?? [])).toEqual([])
      expect(inList('waysOfComing', [cameBy, suggestedBy])).toEqual([])
      expect(inList('channels', [channel])).toEqual([])
      expect(inList('feelingSkips', [feelingSkipped])).toEqual([])
      expect(inList('reasons', reasonsAdded ?? [])).toEqual([])
    }
    if (command === 'visit.leave') {
      const { ending, helped, feelingSkipped } = input as Step<'visit.leave'>['input']
      expect(inList('endings', [ending])).toEqual([])
      expect(inList('whatHelped', helped ?? [])).toEqual([])
      expect(inList('feelingSkips', [feelingSkipped])).toEqual([])
    }
  }
  const marks = JSON.stringify(steps).match(/"@[a-z]+:[^"]+"/g) ?? []
  for (const found of new Set(marks)) {
    const [kind = '', name = ''] = found.slice(2, -1).split(/:(.*)/s)
    expect(kindsOfMark).toContain(kind)
    if (kind === 'staff') expect(() => workerOf(name)).not.toThrow()
    if (kind === 'space') expect(spaces.map((one) => one.key)).toContain(name)
  }
})

test('somebody comes at every hour, and most by day', () => {
  const byHour = Array.from({ length: 24 }, () => 0)
  for (const guest of guests) byHour[hourAt(guest.arrivesAt, zone)]! += 1
  expect(Math.min(...byHour)).toBeGreaterThan(0)
  const perDay = guests.length / days.length
  expect(perDay).toBeGreaterThan(33)
  expect(perDay).toBeLessThan(43)
  const byDay = byHour.slice(9, 20).reduce((sum, count) => sum + count, 0)
  expect(byDay / guests.length).toBeGreaterThan(0.6)
})

describe('a day of 25 hours, one of 23', () => {
  test.each(['2026-10-25', '2026-03-29'])('%s keeps everybody within it', (day) => {
    const plan = planDay('seed', day, zone)
    const { from, to } = dayRange(day, zone)
    expect([plan.from, plan.to]).toEqual([from, to])
    for (const guest of plan.guests) {
      expect(guest.arrivesAt).toBeGreaterThanOrEqual(from)
      expect(guest.arrivesAt).toBeLessThan(to)
    }
  })
})

test('the night goes over midnight, and at no moment is the house without a host and a peer', () => {
  const on = days.flatMap((day) => day.shifts)
  const night = on.find((shift) => shift.turn === 'night')
  expect(night && night.offAt - night.onAt).toBeGreaterThan(10 * 3_600_000)
  const [first, last] = [days[1]?.from ?? 0, days.at(-1)?.from ?? 0]
  for (let at = first; at < last; at += 600_000) {
    const roles = on.filter((one) => one.onAt <= at && at < one.offAt).map((one) => workerOf(one.worker).role)
    expect(roles).toContain('desk')
    expect(roles.some((role) => role === 'peer' || role === 'seniorPeer')).toBe(true)
  }
})

test('no two lead a shift at once, and nobody is on twice', () => {
  const shifts = days.flatMap((day) => shiftsOf(day.day, zone))
  const leads = shifts.filter((one) => one.leadsFrom !== null).sort((a, b) => a.onAt - b.onAt)
  for (const [nth, lead] of leads.entries()) {
    const before = leads[nth - 1]
    if (before) expect(lead.leadsFrom).toBeGreaterThan(before.offAt)
  }
  for (const one of workers) {
    const theirs = shifts.filter((shift) => shift.worker === one.username).sort((a, b) => a.onAt - b.onAt)
    for (const [nth, shift] of theirs.entries()) {
      expect(shift.onAt).toBeGreaterThan((theirs[nth - 1]?.offAt ?? 0) + 9 * 3_600_000)
    }
  }
})

describe('what brings people', () => {
  const people = new Map<string, Set<string>>()
  for (const guest of guests) {
    const recorded = guest.telling.written?.reasonsAdded
    if (!recorded || guest.manner === 'loggedTwice') continue
    const who = guest.person ?? guest.name
    people.set(who, new Set([...(people.get(who) ?? []), ...recorded]))
  }
  const share = (key: string) => [...people.values()].filter((keys) => keys.has(key)).length / people.size

  test('over half of people with a reason recorded have thoughts of suicide among them', () => {
    expect(share('thoughtsOfSuicide')).toBeGreaterThan(0.5)
    expect(share('thoughtsOfSuicide')).toBeLessThan(0.65)
  })
  test.each([
    ['anxiety', 0.4],
    ['lowMood', 0.33],
    ['selfHarm', 0.17],
    ['relationships', 0.25],
    ['bereavement', 0.15],
    ['housing', 0.2],
    ['benefits', 0.1],
    ['debt', 0.06],
    ['money', 0.06],
    ['alcohol', 0.06],
    ['drugs', 0.04],
  ])('%s is there, in about its share', (key, least) => {
    expect(share(key)).toBeGreaterThan(least)
  })
})

test('what isn’t known is left open, as it is at a centre', () => {
  const share = (holds: (guest: DayPlan['guests'][number]) => boolean) =>
    guests.filter(holds).length / guests.length
  const within = (value: number, least: number, most: number) => {
    expect(value).toBeGreaterThan(least)
    expect(value).toBeLessThan(most)
  }
  within(
    share((guest) => guest.person === null),
    0.05,
    0.35,
  )
  within(
    share((guest) => guest.wish.isAsked === 'never'),
    0.03,
    0.15,
  )
  within(
    share((guest) => guest.manner === 'byPhone'),
    0.04,
    0.15,
  )
  within(
    share((guest) => guest.manner === 'leavesFirst'),
    0.005,
    0.07,
  )
  within(
    share((guest) => guest.telling.written?.reasonsAdded === undefined),
    0.1,
    0.5,
  )
  within(
    share((guest) => guest.goodbye.gotWhatCameFor === undefined),
    0.1,
    0.6,
  )
  within(
    share((guest) => guest.goodbye.feeling === undefined),
    0.2,
    0.8,
  )
})

test('everything that can happen in a visit happens in four weeks and this evening', () => {
  const happened = new Set([...steps, ...planEvening(0)].map((step) => step.command))
  // Erasing has no place in a story that is told again at every first start.
  const isStory = (name: string) => /^(visit|note|team|tie)\./.test(name) && name !== 'visit.erase'
  const ofVisits = Object.keys(commands).filter(isStory)
  expect([...ofVisits, 'person.add'].filter((name) => !happened.has(name as Step['command']))).toEqual([])
})

test('whoever tries it meets a restriction, a statement beside a disputed note, and an objection to research', () => {
  const past = planPast(Date.UTC(2026, 10, 3, 20, 46), 1)
  const inputs = (name: Step['command']) =>
    past.filter((step) => step.command === name).map(({ input }) => input)
  expect(inputs('restriction.begin')).toMatchObject([{ why: 'notRight' }])
  expect(inputs('objection.say')).toMatchObject([{ objects: true }])
  const notes = inputs('note.write') as Step<'note.write'>['input'][]
  const disputed = notes.flatMap(({ disputes }) => disputes ?? [])
  expect(disputed).toHaveLength(1)
  expect(notes.map(({ noteId }) => noteId)).toContain(disputed[0])
})

test('names are of many kinds, and some people share one', () => {
  expect(people.length).toBeGreaterThanOrEqual(60)
  expect(new Set(people.map((one) => one.key)).size).toBe(people.length)
  const all = people.flatMap((one) => [one.name, ...(one.otherNames ?? [])])
  expect(all.some((name) => /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(name))).toBe(true)
  expect(all.some((name) => /[À-ɏ]/.test(name))).toBe(true)
  const first = people.map((one) => one.name.split(' ')[0])
  expect(first.filter((name, nth) => first.indexOf(name) !== nth).length).toBeGreaterThan(4)
  expect(opensBefore).toBeGreaterThan(22 * 24 * 3_600_000)
})
