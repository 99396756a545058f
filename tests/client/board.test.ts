/* Why: nobody is overlooked and nobody is sent twice: which group a card is in, in what order, and what can be
   pressed on it. */
import { describe, expect, it, vi } from 'vitest'
import { computed, effectScope, nextTick, ref, shallowRef } from 'vue'
import { counts, filterFrom, matches, wantsViewer } from '../../client/board/boardFilter.ts'
import { groupOf, placed, placement, samePlacement } from '../../client/board/boardGroups.ts'
import { createCardActs } from '../../client/board/cardActs.ts'
import { callsFor, company, lateFor, mainAct, offeredTo } from '../../client/board/cardFacts.ts'
import { useHeldPlacement } from '../../client/board/heldPlacement.ts'
import type { Alongside, Card } from '../../shared/contract/board.ts'
import { callsAsking } from '../../shared/domain/calls.ts'
import { aCard } from './fakeSocket.ts'

const minute = 60_000
const now = 100 * minute
const me = { staffId: 'jo', role: 'peer', agency: 'The Charity' } as const
const card = (id: string, more: Partial<Card> = {}): Card => ({ ...aCard(id), ...more })
const one = (staffId: string, more: Partial<Alongside> = {}): Alongside => ({
  staffId,
  name: staffId,
  role: 'peer',
  agency: 'The Charity',
  lead: true,
  since: now - minute,
  begunAt: null,
  dueBy: now + minute,
  ...more,
})
const aCall = {
  ...{ id: 'c', by: { staffId: 'grace', name: 'Grace' }, to: null, toRole: null, toAgency: null },
  ...{ answeredBy: null, word: null },
}
const group = (more: Partial<Card>) => groupOf(card('a', more), now)

describe('groups', () => {
  it('follow what somebody is doing', () => {
    expect(group({})).toBe('justArrived')
    expect(group({ welcomedAt: now })).toBe('waiting')
    expect(group({ welcomedAt: now, wants: ['justToBeHere'] })).toBe('inTheSpace')
    expect(group({ with: [one('kwame')] })).toBe('onTheWay')
    expect(group({ with: [one('kwame', { begunAt: now })] })).toBe('withSomeone')
    expect(group({ welcomedAt: now, with: [one('danny', { dueBy: now })] })).toBe('waiting')
    expect(group({ outAt: now })).toBe('out')
    expect(group({ isStaying: true })).toBe('staying')
    expect(group({ goneAt: now })).toBeNull()
    expect(group({ goneAt: now, isWorried: true })).toBe('worried')
  })

  it('begin with whoever nobody has been with for longest', () => {
    const cards = [
      card('late', { welcomedAt: 1, arrivedAt: 1, lastSeenAt: now }),
      card('alone', { welcomedAt: 1, arrivedAt: 50 * minute }),
      card('seen', { welcomedAt: 1, arrivedAt: 1, lastSeenAt: 60 * minute }),
    ]
    expect(placement(placed(cards, now)).waiting).toEqual(['alone', 'seen', 'late'])
  })

  it('know when their order is the same', () => {
    const cards = [card('a'), card('b', { arrivedAt: 1 })]
    const before = placement(placed(cards, now))
    expect(samePlacement(before, placement(placed([...cards].reverse(), now)))).toBe(true)
    expect(samePlacement(before, placement(placed(cards.slice(1), now)))).toBe(false)
  })
})

describe('filters', () => {
  const cards = [
    card('new', { wants: ['peer'] }),
    card('mine', { wants: ['housing'], with: [one('jo', { begunAt: now })] }),
    card('byName', { welcomedAt: 1, wants: [], wantsStaff: [{ staffId: 'jo', name: 'Jo' }] }),
    card('worried', { goneAt: now, isWorried: true, wants: ['peer'] }),
  ]
  it('count what they show, and nobody who has left', () => {
    expect(counts(placed(cards, now), me)).toEqual({ everyone: 3, waiting: 2, myRole: 2, withMe: 1 })
  })
  it('show everybody, also those who have left and worry us, when none is chosen', () => {
    const shown = placed(cards, now).filter((each) => matches(each, filterFrom('nonsense'), me))
    expect(shown).toHaveLength(4)
  })
  it('take a senior peer supporter for a peer supporter', () => {
    expect(wantsViewer(cards[0]!, { staffId: 'priti', role: 'seniorPeer' })).toBe(true)
    expect(wantsViewer(cards[0]!, { staffId: 'femi', role: 'housing' })).toBe(false)
  })
})

describe('the one likely thing to do', () => {
  const act = (more: Partial<Card>, viewer: Parameters<typeof mainAct>[2] = me) => {
    const about = card('a', more)
    return mainAct(about, groupOf(about, now) ?? 'worried', viewer)
  }
  it('is to go, to say that one is there, to join, to open, or to leave be', () => {
    expect(act({})).toBe('goTo')
    expect(act({ with: [one('jo')] })).toBe('withThem')
    expect(act({ with: [one('jo', { dueBy: now - 1 })] })).toBe('withThem')
    expect(act({ with: [one('kwame')] })).toBe('join')
    expect(act({ with: [one('jo', { begunAt: now })] })).toBe('open')
    expect(act({ welcomedAt: 1, wants: ['justToBeHere'] })).toBeNull()
    expect(act({ outAt: 1 })).toBeNull()
  })
  it('is there for a guest who asks, and not for one who wasn’t asked', () => {
    expect(act({ isStaying: true, wants: ['peer'] })).toBe('goTo')
    expect(act({ isStaying: true })).toBeNull()
  })
  it('isn’t there for an administrator', () => {
    expect(act({}, { staffId: 'ade', role: 'administrator' })).toBeNull()
  })
})

describe('who asks for whom', () => {
  const offer = {
    from: { staffId: 'grace', name: 'Grace' },
    to: null,
    toRole: 'peer',
    at: now,
    word: null,
  } as const
  it('offers a handover to a role or a name, and never to the giver', () => {
    expect(offeredTo(card('a', { handover: offer }), me)).toEqual(offer)
    expect(offeredTo(card('a', { handover: offer }), { staffId: 'priti', role: 'seniorPeer' })).toEqual(offer)
    expect(offeredTo(card('a', { handover: offer }), { staffId: 'femi', role: 'housing' })).toBeNull()
    expect(offeredTo(card('a', { handover: offer }), { staffId: 'grace', role: 'peer' })).toBeNull()
  })
  it('calls those whom it names, their role or their agency, who aren’t there already', () => {
    const call = { ...aCall, at: now }
    const toAgency = card('a', { calls: [{ ...call, toAgency: 'The Charity' }] })
    expect(callsFor(toAgency, me, now)).toHaveLength(1)
    expect(callsFor({ ...toAgency, with: [one('jo')] }, me, now)).toHaveLength(0)
    expect(callsFor({ ...toAgency, with: [one('jo', { dueBy: now })] }, me, now)).toHaveLength(1)
    expect(callsFor(card('a', { calls: [{ ...call, toAgency: 'The Trust' }] }), me, now)).toHaveLength(0)
  })
  it('ask again once whoever said they’d come is no longer expected', () => {
    const calls = [{ ...aCall, at: now, toRole: 'peer' as const, answeredBy: 'danny' }]
    const asks = (more: Partial<Alongside>) =>
      callsAsking(card('a', { calls, with: [one('danny', { lead: false, ...more })] }), now).length
    expect(asks({ dueBy: now + 1 })).toBe(0)
    expect(asks({ dueBy: now })).toBe(1)
    expect(callsAsking(card('a', { calls }), now)).toHaveLength(1)
  })
  it('names who said “I’ll go” and isn’t there', () => {
    const late = (more: Partial<Alongside>) => lateFor(card('a', { with: [one('danny', more)] }), now).length
    expect([late({ dueBy: now }), late({ dueBy: now + 1 }), late({ begunAt: now, dueBy: null })]).toEqual([
      1, 0, 0,
    ])
  })
  it('names the lead first, and nobody who is no longer expected', () => {
    const about = card('a', {
      with: [
        one('late', { dueBy: now }),
        one('second', { lead: false, begunAt: now }),
        one('lead', { begunAt: now }),
      ],
    })
    expect(company(about, now).map((each) => each.staffId)).toEqual(['lead', 'second'])
  })
})

describe('the order shown', () => {
  const setUp = () => {
    const cards = shallowRef([card('a', { arrivedAt: 1 }), card('b', { arrivedAt: 2 })])
    const isHeld = ref(false)
    const held = effectScope().run(() =>
      useHeldPlacement(
        computed(() => placement(placed(cards.value, now))),
        () => new Map(cards.value.map((each) => [each.id, each])),
        isHeld,
      ),
    )!
    return { cards, isHeld, held }
  }
  it('keeps still while it is held, counts what waits, and follows when let go', async () => {
    const { cards, isHeld, held } = setUp()
    isHeld.value = true
    await nextTick()
    cards.value = [card('c', { arrivedAt: 0 }), card('b', { arrivedAt: 2 })]
    await nextTick()
    expect(held.shown.value.justArrived).toEqual(['a', 'b'])
    expect(held.coming.value.justArrived).toEqual(['c'])
    expect(held.isWaiting.value).toBe(true)
    expect(held.lastKnown('a')?.id).toBe('a')
    isHeld.value = false
    await nextTick()
    expect(held.shown.value.justArrived).toEqual(['c', 'b'])
    expect(held.isWaiting.value).toBe(false)
  })
  it('can be taken while it is held', async () => {
    const { cards, isHeld, held } = setUp()
    isHeld.value = true
    await nextTick()
    cards.value = [card('b', { arrivedAt: 2 })]
    await nextTick()
    held.update()
    expect(held.shown.value.justArrived).toEqual(['b'])
  })
})

describe('a press', () => {
  const about = card('v')
  it('is busy until the picture shows what it did', async () => {
    const to = ref(4)
    const send = vi.fn().mockResolvedValue({ ok: true, value: { id: 'v', seq: 5 } })
    const acts = createCardActs(
      () => to.value,
      () => undefined,
      send,
    )
    await acts.press(about, 'visit.pickUp', { visitId: 'v' })
    expect(send.mock.calls[0]?.[2]).toMatchObject({ label: about.label })
    expect(acts.isBusy('v')).toBe(true)
    expect(await acts.press(about, 'visit.pickUp', { visitId: 'v' })).toBe(false)
    expect(send).toHaveBeenCalledTimes(1)
    to.value = 5
    expect(acts.isBusy('v')).toBe(false)
    acts.settle()
    expect(acts.of('v')).toBeUndefined()
  })
  it('sent again has the same key, so that it can’t count twice', async () => {
    const send = vi
      .fn()
      .mockResolvedValue({ ok: false, kind: 'unavailable', isOffline: true, retryAfter: null })
    const heard = vi.fn()
    const acts = createCardActs(() => 0, heard, send)
    await acts.press(about, 'visit.join', { visitId: 'v' })
    await acts.again(about)
    const keys = send.mock.calls.map((args) => (args[2] as { key: string }).key)
    expect(keys[0]).toBe(keys[1])
    expect(heard).toHaveBeenCalledTimes(2)
    expect(acts.of('v')?.notDone?.kind).toBe('unavailable')
  })
})
