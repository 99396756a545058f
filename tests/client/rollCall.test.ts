/* Why: nobody is left out of a roll call, and nobody is looked for inside who isn't there; what a press without an
   answer became is read from a fresh picture, never guessed. */
import { describe, expect, it } from 'vitest'
import { didCount } from '../../client/board/pressTruth.ts'
import { cameMeanwhile, heardSince, inside, rollCall } from '../../client/rollCall/rollCall.ts'
import { canSay, loadWords } from '../../client/i18n/i18n.ts'
import { aCard } from './fakeSocket.ts'

describe('a roll call', () => {
  const spaces = [
    { id: 'k', name: 'Kitchen' },
    { id: 'l', name: 'Lounge' },
  ]
  const cards = [
    { ...aCard('Sam'), spaceId: 'l' },
    { ...aCard('Rosa'), spaceId: 'l' },
    { ...aCard('Theo'), spaceId: 'k' },
    aCard('Una'),
    { ...aCard('Vera'), spaceId: 'closed down' },
    { ...aCard('Will'), spaceId: 'k', outAt: 5 },
    { ...aCard('Xena'), channel: 'phone' },
    { ...aCard('Yusuf'), spaceId: 'k', goneAt: 7, isWorried: true },
  ]

  it('has everybody whose visit is open once, by where they are', () => {
    const groups = rollCall(cards, spaces)
    expect(groups.map((one) => [one.key, one.cards.map((card) => card.label)])).toEqual([
      ['k', ['Theo']],
      ['l', ['Rosa', 'Sam']],
      ['unsaid', ['Una', 'Vera']],
      ['out', ['Will']],
      ['elsewhere', ['Xena']],
    ])
    expect(inside(groups)).toBe(5)
  })

  it('has who came while the line was down, unless they left or it was taken back', () => {
    const at = (seq: number, name: string, visitId: string) => ({
      seq,
      key: `k${seq}`,
      name,
      visitId,
      label: visitId,
      at: seq,
    })
    const waiting = [
      at(1, 'visit.arrive', 'Sam'),
      at(2, 'visit.arrive', 'Rosa'),
      at(3, 'visit.arrive', 'Theo'),
      at(4, 'visit.arrive', 'Una'),
      at(5, 'visit.leave', 'Rosa'),
      at(6, 'visit.retract', 'Theo'),
      at(7, 'visit.change', 'Sam'),
    ]
    const came = cameMeanwhile(waiting, (visitId) => visitId === 'Una')
    expect(came.map((one) => one.label)).toEqual(['Sam'])
  })
})

describe('somebody on an old board', () => {
  const at = (seq: number, name: string, visitId: string) => ({
    ...{ seq, key: `k${seq}`, name, visitId, label: visitId },
    at: seq,
  })
  const waiting = [
    at(1, 'visit.stepOut', 'Sam'),
    at(2, 'visit.change', 'Sam'),
    at(3, 'visit.comeBack', 'Sam'),
    at(4, 'note.write', 'Sam'),
    at(5, 'visit.leave', 'Rosa'),
  ]
  it.each([
    ['Sam', 'visit.comeBack'],
    ['Rosa', 'visit.leave'],
    ['Theo', null],
  ])('stands there with what was kept here since: %s, %s', async (who, name) => {
    expect(heardSince(waiting, who)).toBe(name)
    await loadWords('rollCall')
    if (name !== null) expect(canSay(`rollCall.heard.${name}`)).toBe(true)
  })
})

describe('a press without an answer', () => {
  const mine = {
    staffId: 'me',
    name: 'Me',
    role: 'peer' as const,
    agency: '',
    lead: true,
    since: 1,
    begunAt: null,
    dueBy: 9,
  }
  const taken = { ...aCard('Sam'), with: [mine] }

  it('counted where the fresh picture shows it', () => {
    expect(didCount('visit.pickUp', taken, 'me')).toBe(true)
    expect(didCount('visit.pickUp', taken, 'other')).toBe(false)
    expect(didCount('visit.beginWith', taken, 'me')).toBe(false)
    expect(didCount('visit.stepAway', aCard('Sam'), 'me')).toBe(true)
    expect(didCount('visit.takeOver', taken, 'me')).toBe(true)
  })

  it('isn’t judged by what no picture shows', () => {
    expect(didCount('visit.callFor', taken, 'me')).toBeNull()
  })
})
