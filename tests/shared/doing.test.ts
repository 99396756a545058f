/** What a visit is doing, state by state: the first that is true, and what the clock alone can change. */
import { describe, expect, test } from 'vitest'
import {
  doing,
  type DoingFacts,
  isOnTheWay,
  justToBeHere,
  nextByClock,
  wantsSomeone,
} from '../../shared/domain/doing.ts'

/** Welcomed at 100, and asked: they would like a peer. */
const visit = (facts: Partial<DoingFacts> = {}): DoingFacts => ({
  goneAt: null,
  isStaying: false,
  outAt: null,
  welcomedAt: 100,
  wants: ['peer'],
  wantsStaff: [],
  with: [],
  ...facts,
})
/** Said "I'll go", due at 400. */
const coming = { begunAt: null, dueBy: 400 }
const there = { begunAt: 200, dueBy: null }
const now = 300

describe('each state', () => {
  test.each<[string, Partial<DoingFacts>]>([
    ['justArrived', { welcomedAt: null }],
    ['justArrived', { welcomedAt: null, wants: [justToBeHere] }],
    ['waiting', {}],
    ['onTheWay', { with: [coming] }],
    ['withSomeone', { with: [there] }],
    ['inTheSpace', { wants: [justToBeHere] }],
    ['out', { outAt: 250 }],
    ['staying', { isStaying: true }],
    ['gone', { goneAt: 290 }],
  ])('%s: %j', (expected, facts) => {
    expect(doing(visit(facts), now)).toBe(expected)
  })
})

describe('the first that is true', () => {
  // From the last to the first: each holds, whatever stands below it.
  const below: Partial<DoingFacts> = { welcomedAt: null, with: [coming] }
  test.each<[string, Partial<DoingFacts>]>([
    ['onTheWay', below],
    ['withSomeone', { ...below, with: [coming, there] }],
    ['out', { ...below, with: [there], outAt: 250 }],
    ['staying', { ...below, with: [there], outAt: 250, isStaying: true }],
    ['gone', { ...below, with: [there], outAt: 250, isStaying: true, goneAt: 290 }],
  ])('%s', (expected, facts) => {
    expect(doing(visit(facts), now)).toBe(expected)
  })
})

describe('“I’ll go”', () => {
  test('holds until the limit, and lapses exactly at it', () => {
    expect(doing(visit({ with: [coming] }), 399)).toBe('onTheWay')
    expect(doing(visit({ with: [coming] }), 400)).toBe('waiting')
    expect(doing(visit({ with: [coming] }), 401)).toBe('waiting')
    expect(isOnTheWay(coming, 399)).toBe(true)
    expect(isOnTheWay(coming, 400)).toBe(false)
  })

  test('that lapsed leaves somebody as they were: just arrived, or wanting nobody', () => {
    expect(doing(visit({ with: [coming], welcomedAt: null }), 400)).toBe('justArrived')
    expect(doing(visit({ with: [coming], wants: [justToBeHere] }), 400)).toBe('inTheSpace')
  })

  test('of one is enough, where another’s has lapsed', () => {
    const other = { begunAt: null, dueBy: 700 }
    expect(doing(visit({ with: [coming, other] }), 400)).toBe('onTheWay')
    expect(doing(visit({ with: [coming, other] }), 700)).toBe('waiting')
  })

  test('without a time is nobody on the way, and once begun it can’t lapse', () => {
    expect(isOnTheWay({ begunAt: null, dueBy: null }, now)).toBe(false)
    expect(doing(visit({ with: [{ begunAt: null, dueBy: null }] }), now)).toBe('waiting')
    expect(isOnTheWay({ begunAt: 200, dueBy: 400 }, now)).toBe(false)
    expect(doing(visit({ with: [{ begunAt: 200, dueBy: 400 }] }), 9_000)).toBe('withSomeone')
  })
})

describe('stepping out', () => {
  test('is out whatever they want and whoever has said they’d go; coming back is as it was', () => {
    expect(doing(visit({ outAt: 250, with: [coming] }), now)).toBe('out')
    expect(doing(visit({ outAt: 250, wants: [justToBeHere] }), now)).toBe('out')
    expect(doing(visit({ outAt: null, with: [coming] }), now)).toBe('onTheWay')
    expect(doing(visit({ outAt: null, wants: [justToBeHere] }), now)).toBe('inTheSpace')
  })
})

describe('a handover', () => {
  // An offer changes nothing: whoever gives is there until it is taken, and so is whoever takes it.
  test('offered and taken, they are with someone all the time', () => {
    const giver = { ...there, begunAt: 200 }
    const taker = { ...there, begunAt: 280 }
    expect(doing(visit({ with: [giver] }), now)).toBe('withSomeone')
    expect(doing(visit({ with: [giver, taker] }), now)).toBe('withSomeone')
    expect(doing(visit({ with: [taker] }), now)).toBe('withSomeone')
  })

  test('whose giver went home before it was taken leaves them waiting, never unseen', () => {
    expect(doing(visit({ with: [] }), now)).toBe('waiting')
    expect(doing(visit({ with: [], wants: null }), now)).toBe('waiting')
  })
})

describe('what ends a visit', () => {
  test('left and we’re worried is gone, before and after it was settled', () => {
    const worried = { ...visit({ goneAt: 290, with: [there] }), isWorried: true }
    const settled = { ...worried, isWorried: false }
    expect(doing(worried, now)).toBe('gone')
    expect(doing(settled, now)).toBe('gone')
  })

  test('being retracted is no state: it takes the visit off the board, and put back it is what it was', () => {
    const retracted = { ...visit({ welcomedAt: null }), retractedAt: 290 }
    const putBack = { ...retracted, retractedAt: null }
    expect(doing(retracted, now)).toBe('justArrived')
    expect(doing(putBack, now)).toBe('justArrived')
  })
})

describe('what they would like', () => {
  test.each<[string, Pick<DoingFacts, 'wants' | 'wantsStaff'>, boolean]>([
    ['not asked is never taken for nothing wanted', { wants: null, wantsStaff: [] }, true],
    ['just to be here', { wants: [justToBeHere], wantsStaff: [] }, false],
    ['asked, and no wish', { wants: [], wantsStaff: [] }, false],
    ['anyone', { wants: ['anyone'], wantsStaff: [] }, true],
    ['to be here, and a peer', { wants: [justToBeHere, 'peer'], wantsStaff: [] }, true],
    ['a worker by name, whatever else', { wants: [justToBeHere], wantsStaff: [{}] }, true],
  ])('%s', (_name, wish, expected) => {
    expect(wantsSomeone(wish)).toBe(expected)
    expect(doing(visit(wish), now)).toBe(expected ? 'waiting' : 'inTheSpace')
  })
})

describe('when the clock alone may change it', () => {
  test('at the first limit of those still coming, and never where nobody is', () => {
    expect(nextByClock(visit(), now)).toBe(Infinity)
    expect(nextByClock(visit({ with: [there] }), now)).toBe(Infinity)
    expect(nextByClock(visit({ with: [{ begunAt: null, dueBy: 700 }, coming] }), now)).toBe(400)
    expect(nextByClock(visit({ with: [{ begunAt: null, dueBy: 700 }, coming] }), 400)).toBe(700)
    expect(nextByClock(visit({ with: [coming] }), 400)).toBe(Infinity)
  })

  test('it says the same until that moment, and the moment before it', () => {
    const facts = visit({ with: [coming] })
    const changes = nextByClock(facts, now)
    expect(doing(facts, changes - 1)).toBe(doing(facts, now))
    expect(doing(facts, changes)).not.toBe(doing(facts, now))
  })
})
