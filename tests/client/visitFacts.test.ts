/* Why: what a visit's page works out before it shows or sends anything: only what was changed, upon what stands
   now; whose undoing is offered; what is a call; which day a line is of. */
import { describe, expect, it } from 'vitest'
import { changesOf, type Asked } from '../../client/visit/askedAgain.ts'
import { isCall } from '../../client/visit/callChannel.ts'
import { mayUndo } from '../../client/visit/mayUndo.ts'
import { readPartialDate, shownPartialDate, typedPartialDate } from '../../client/visit/partialDate.ts'
import { emptyPerson, personAdded, personChanged, typedOf } from '../../client/visit/personTyped.ts'
import { worryOf } from '../../client/visit/worry.ts'
import { withDays } from '../../client/story/withDays.ts'
import { commands } from '../../shared/contract/index.ts'
import type { Entry } from '../../shared/contract/log.ts'

const blank: Asked = {
  wants: null,
  wantsStaff: [],
  ratherNot: [],
  wantsNote: '',
  reasons: [],
  reasonsShown: false,
  feeling: null,
  feelingSkipped: '',
  cameBy: '',
  suggestedBy: '',
  withWhom: '',
}
const asked = (more: Partial<Asked>): Asked => ({ ...blank, ...more })

describe('what is asked again', () => {
  it('sends nothing where nothing was changed', () => {
    const all = asked({ wants: ['peer'], withWhom: 'a friend', feeling: 4, reasons: ['sleep'] })
    expect(changesOf(all, all, all)).toEqual({})
  })
  it('leaves what a colleague wrote since, and adds to it', () => {
    const before = asked({ wants: ['peer'] })
    const now = asked({ wants: ['peer', 'housing'], wantsNote: 'by the window' })
    expect(changesOf(before, asked({ wants: ['peer', 'aMan'] }), now)).toEqual({
      wants: ['peer', 'housing', 'aMan'],
    })
    expect(changesOf(before, before, now)).toEqual({})
    expect(changesOf(before, asked({ wants: ['benefits'] }), now)).toEqual({ wants: ['housing', 'benefits'] })
  })
  it('puts wishes back to not asked, unless somebody has wished since', () => {
    const before = asked({ wants: ['peer'] })
    expect(changesOf(before, blank, before)).toEqual({ wants: null })
    expect(changesOf(before, blank, asked({ wants: ['peer', 'housing'] }))).toEqual({ wants: ['housing'] })
  })
  it('takes a wish for somebody by name for an answer', () => {
    expect(changesOf(blank, asked({ wantsStaff: ['jo'] }), blank)).toEqual({ wantsStaff: ['jo'], wants: [] })
  })
  it('adds a name to those they’d rather not see without having read them', () => {
    const now = asked({ ratherNot: ['aneta'] })
    expect(changesOf(blank, asked({ ratherNot: ['jo'] }), now)).toEqual({ ratherNot: ['aneta', 'jo'] })
    expect(changesOf(now, blank, now)).toEqual({ ratherNot: [] })
  })
  it('blanks what is blanked: with whom, how they came, who suggested it, how they feel', () => {
    const before = asked({
      withWhom: 'a friend',
      cameBy: 'walk_in',
      suggestedBy: 'gp',
      feelingSkipped: 'notAble',
    })
    const change = changesOf(before, blank, before)
    expect(change).toEqual({
      withWhom: null,
      cameBy: null,
      suggestedBy: null,
      feeling: null,
      feelingSkipped: null,
    })
    const visitId = '01890a5d-ac96-774b-bcce-b302099a8057'
    expect(commands['visit.change'].input.safeParse({ visitId, ...change }).success).toBe(true)
  })
  it('sends reasons as what was added and taken', () => {
    const change = changesOf(
      asked({ reasons: ['sleep', 'debt'] }),
      asked({ reasons: ['debt', 'housing'] }),
      blank,
    )
    expect(change).toEqual({ reasonsAdded: ['housing'], reasonsTaken: ['sleep'] })
  })
})

describe('undoing', () => {
  const done = { by: 'jo', at: 1_000 }
  const jo = { staffId: 'jo', role: 'peer', isShiftLead: false }
  it('is offered to whoever did it for ten minutes, and later to leads and managers', () => {
    expect(mayUndo(done, jo, 60_000)).toBe(true)
    expect(mayUndo(done, jo, 11 * 60_000)).toBe(false)
    expect(mayUndo(done, { ...jo, isShiftLead: true }, 11 * 60_000)).toBe(true)
    expect(mayUndo(done, { ...jo, staffId: 'ruth', role: 'manager' }, 11 * 60_000)).toBe(true)
    expect(mayUndo(done, { ...jo, staffId: 'aneta' }, 60_000)).toBe(false)
  })
})

describe('a call', () => {
  it('is by phone, video or message; going out to somebody is a meeting', () => {
    expect(['phone', 'video', 'message', 'outreach', 'inPerson'].filter(isCall)).toEqual([
      'phone',
      'video',
      'message',
    ])
  })
})

describe('a birthday', () => {
  it('is read as far as it was given, days first', () => {
    expect(['1984', '3/1984', '12/3/1984', '1984-03-12', ' '].map(readPartialDate)).toEqual([
      '1984',
      '1984-03',
      '1984-03-12',
      '1984-03-12',
      '',
    ])
    expect(['31/2/1984', '84', 'in March', '1784', '13/1984'].map(readPartialDate)).toEqual(
      Array(5).fill(null),
    )
  })
  it('is shown in words, and typed as it was', () => {
    expect(['1984', '1984-03', '1984-03-12'].map(shownPartialDate)).toEqual([
      '1984',
      'March 1984',
      '12 March 1984',
    ])
    expect(readPartialDate(typedPartialDate('1984-03-12'))).toBe('1984-03-12')
  })
})

describe('somebody we will know again', () => {
  it('is added with what was said and nothing else', () => {
    expect(personAdded({ ...emptyPerson(), name: ' Sam ' })).toEqual({ name: 'Sam' })
    const full = { name: 'Sam', otherNames: 'Samira, Sam B', birth: '3/1984', secondLine: 'Tall' }
    const input = personAdded({ ...emptyPerson(), ...full })
    expect(input).toEqual({ ...full, otherNames: ['Samira', 'Sam B'], birth: '1984-03' })
    expect(commands['person.add'].input.safeParse(input).success).toBe(true)
    expect(personAdded({ ...emptyPerson(), ...full, birth: 'spring' })).toBeNull()
  })
  it('is put right by what differs', () => {
    const person = {
      id: 'p',
      name: 'Sam',
      otherNames: ['Samira'],
      birth: '1984',
      died: '2026-05',
      secondLine: null,
      version: 3,
    }
    expect(personChanged(typedOf(person), person)).toEqual({})
    expect(
      personChanged({ ...typedOf(person), birth: '', otherNames: '', secondLine: 'Tall' }, person),
    ).toEqual({ otherNames: [], birth: null, secondLine: 'Tall' })
    expect(personChanged({ ...typedOf(person), died: '17/5/2026' }, person)).toEqual({ died: '2026-05-17' })
    expect(personChanged({ ...typedOf(person), died: '' }, person)).toEqual({ died: null })
    expect(personChanged({ ...typedOf(person), died: 'in May' }, person)).toBeNull()
  })
})

describe('a worry', () => {
  const entry = (seq: number, kind: Entry['kind'], more: Partial<Entry> = {}): Entry => ({
    seq,
    at: seq,
    occurredAt: seq,
    kind,
    by: { staffId: 'jo', name: 'Jo' },
    subject: 'v',
    label: null,
    data: {},
    names: {},
    said: {},
    ...more,
  })
  const left = entry(1, 'visit.left', { data: { isWorried: true } })
  const settled = entry(2, 'visit.worrySettled', { said: { a: 'Home with a friend.' } })
  it('is open until it was settled, and says how', () => {
    expect(worryOf([entry(1, 'visit.left')])).toBeNull()
    expect(worryOf([left])).toEqual({ settledAt: null, by: '', how: '' })
    expect(worryOf([left, settled])).toEqual({ settledAt: 2, by: 'Jo', how: 'Home with a friend.' })
  })
  it('of a goodbye that was undone isn’t one of the next', () => {
    expect(worryOf([left, settled, entry(4, 'visit.left')])).toBeNull()
    expect(
      worryOf([left, settled, entry(4, 'visit.left', { data: { isWorried: true } })])?.settledAt,
    ).toBeNull()
  })
})

describe('days of a story', () => {
  const dayOf = (at: number) => `day ${Math.floor(at / 100)}`
  const days = (times: number[], now: number) =>
    withDays(
      times.map((at) => ({ at })),
      now,
      dayOf,
    ).map((line) => line.day)
  it('are said once each, and not at all for today', () => {
    expect(days([110, 120], 150)).toEqual(['', ''])
    expect(days([90, 95, 110], 150)).toEqual(['day 0', '', 'day 1'])
    expect(days([10, 20], 150)).toEqual(['day 0', ''])
  })
})
