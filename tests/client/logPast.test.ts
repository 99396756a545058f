/* Why: what a moment of the past is, and what the walk of the log is told as, without a server. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useCentre } from '../../client/api/centre.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import { readCheckpoint } from '../../client/log/checkpointText.ts'
import { endOfMinute, momentAfter, momentBefore, momentIn } from '../../client/log/moments.ts'
import { usePastLines } from '../../client/log/usePastLines.ts'
import { useProofWords } from '../../client/log/useProofWords.ts'
import type { PastCard, Proof } from '../../shared/contract/proof.ts'
import { lanternHouse } from './stubbedServer.ts'

const at = (time: string) => Date.parse(`2026-11-03T${time}Z`)

beforeEach(async () => {
  await loadWords('log')
  setActivePinia(createPinia())
  useCentre().facts = {
    ...lanternHouse,
    timeZone: 'Europe/London',
    agencies: [],
    spaces: [],
    lists: [],
    secondFactorRoles: [],
  }
})

describe('a moment', () => {
  it('is the end of its minute, with all that happened in it, and never ahead', () => {
    expect(endOfMinute(at('03:10:20'), at('20:00:00'))).toBe(at('03:10:59.999'))
    expect(endOfMinute(at('03:10:20'), at('03:10:40'))).toBe(at('03:10:35'))
    expect(endOfMinute(at('03:10:20'), at('03:10:21'))).toBe(at('03:10:20'))
  })

  it('has others before and after it, by the minute', () => {
    const moments = [at('03:02:00'), at('03:10:20'), at('03:11:00')]
    expect(momentBefore(moments, at('03:10:59.999'))).toBe(at('03:02:00'))
    expect(momentAfter(moments, at('03:10:00'))).toBe(at('03:11:00'))
    expect(momentBefore(moments, at('03:02:30'))).toBeUndefined()
    expect(momentAfter(moments, at('03:11:59'))).toBeUndefined()
  })

  it('stands in an address, or doesn’t', () => {
    expect(momentIn('1793000000000')).toBe(1_793_000_000_000)
    for (const other of ['', '03:10', '-1793000000000', '17930000000000000000', null, ['1793000000000']])
      expect(momentIn(other)).toBeNull()
  })
})

const card: PastCard = {
  ...{ id: 'v', label: 'Jo', isKnown: true, arrivedAt: at('03:00'), channel: 'walkIn', doing: 'waiting' },
  ...{ with: [], wants: null, wantsStaff: [], spaceId: null, isStaying: false, welcomedAt: null },
  ...{ lastSeenAt: null, lastSeenBy: null, outAt: null, outUntil: null, goneAt: null, isWorried: false },
  ...{ handover: null, calls: [] },
}
const tomasz = { staffId: 't', name: 'Tomasz' }

describe('a card of the past', () => {
  it('says what is known, and that they weren’t asked', () => {
    const lines = usePastLines(() => at('03:10'))
    expect(lines(card)).toEqual(['came at 03:00', 'Not asked yet what they’d like'])
    expect(lines({ ...card, lastSeenAt: at('03:02'), lastSeenBy: tomasz }).at(-1)).toBe(
      '\u2068Tomasz\u2069 had last been with them or looked in 8 minutes before',
    )
  })

  it('says who was with them and who was coming', () => {
    const alongside = { ...tomasz, role: 'clinician', agency: '', lead: true, since: at('03:01') } as const
    const lines = usePastLines(() => at('03:10'))
    const there = { ...card, with: [{ ...alongside, begunAt: at('03:02'), dueBy: null }] }
    expect(lines(there)[1]).toMatch(/^With them: \u2068Tomasz\u2069, /)
    const coming = { ...card, with: [{ ...alongside, begunAt: null, dueBy: at('03:12') }] }
    expect(lines(coming)[1]).toMatch(/^On the way: \u2068Tomasz\u2069, /)
  })
})

const hash = 'a'.repeat(43)
const whole: Proof = {
  ...{ entries: 32, until: at('03:10'), checkpoint: { seq: 32, hash }, firstFlaw: null },
  ...{ words: [], moreWords: 0, unnamedWords: 0 },
}

describe('the walk of the log', () => {
  it('is told as whole, until when, and that it fits the paper', () => {
    const { isWhole, sentences } = useProofWords()(whole, { seq: 12, hash })
    expect(isWhole).toBe(true)
    expect(sentences[0]).toMatch(/^32 entries, whole, until .*03:10\.$/)
    expect(sentences.slice(1)).toEqual([
      'Entry 12 is the one on paper.',
      `Checkpoint of the log now: 32:${hash}`,
    ])
  })

  it('is told by its first fault and the words that no longer fit, and never as whole', () => {
    const flawed: Proof = {
      ...{ ...whole, firstFlaw: { seq: 7, flaw: 'changed' }, moreWords: 2, unnamedWords: 1 },
      words: [
        { seq: 8, field: 'note', flaw: 'changed' },
        { seq: 9, field: 'pronouns', flaw: 'missing' },
      ],
    }
    const { isWhole, sentences } = useProofWords()(flawed, null)
    expect(isWhole).toBe(false)
    expect(sentences.slice(1)).toEqual([
      'The first fault: entry 7 isn’t what was written. It was changed, moved or put in.',
      'Entry 8: a note was changed since.',
      'Entry 9: something that was said is gone.',
      'And 2 more like that.',
      'Something written stands there that no entry names.',
    ])
    for (const flaw of ['missing', 'beyondHead', 'headChanged', 'notAsCheckpoint'] as const)
      expect(useProofWords()({ ...whole, firstFlaw: { seq: 7, flaw } }, null).sentences[1]).toMatch(/\b7\b/)
    expect(useProofWords()({ ...whole, unnamedWords: 1 }, null).isWhole).toBe(false)
  })

  it('asks first whether the paper was typed as printed, where nothing else is amiss', () => {
    const amiss = /Look whether it is typed as it is printed/
    const other: Proof = { ...whole, firstFlaw: { seq: 12, flaw: 'notAsCheckpoint' } }
    expect(useProofWords()(other, { seq: 12, hash }).sentences[0]).toMatch(amiss)
    const beyond: Proof = { ...whole, firstFlaw: { seq: 33, flaw: 'missing' } }
    expect(useProofWords()(beyond, { seq: 40, hash }).sentences[0]).toMatch(amiss)
    for (const one of [beyond, { ...other, unnamedWords: 1 }])
      expect(useProofWords()(one, { seq: 12, hash }).sentences[0]).toMatch(/^The record is not whole/)
  })
})

describe('a checkpoint from paper', () => {
  it('is read with what is printed around it', () => {
    for (const typed of [`12:${hash}`, ` 12: ${hash} `, `Checkpoint of the log: 12:${hash}`])
      expect(readCheckpoint(typed), typed).toEqual({ seq: 12, hash })
  })

  it('isn’t guessed at', () => {
    for (const typed of ['', '12', hash, `12:${hash}a`, `0:${hash}`, `12:${hash.slice(1)}`])
      expect(readCheckpoint(typed), typed).toBeNull()
  })
})
