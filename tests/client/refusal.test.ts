/* Why: whatever a press ends in, somebody reads a sentence that says what happened and what to do. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fieldSentence, refusalSentence, troubleSentence } from '../../client/api/refusal.ts'
import type { NotDone } from '../../client/api/call.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import { commands } from '../../shared/contract/index.ts'

const refusals = [...new Set(Object.values(commands).flatMap((command) => Object.keys(command.refusals)))]
const at = Date.UTC(2026, 10, 3, 20, 46)
const facts = { by: { staffId: 's', name: 'Kwame' }, at, since: at, now: at, oldest: at, lead: null }

describe('a refusal whose words couldn’t be fetched', () => {
  it('still says what to do', () => {
    setActivePinia(createPinia())
    expect(refusalSentence('alreadyPickedUp', facts)).toBe(
      'Things have changed meanwhile. Look at what is there now, then press again.',
    )
  })
})

describe('refusals', () => {
  beforeAll(() => loadWords('refusals'))
  beforeEach(() => setActivePinia(createPinia()))

  it.each(refusals)('%s has its sentence', (state) => {
    for (const given of [facts, {}]) {
      const sentence = refusalSentence(state, given)
      expect(sentence).not.toMatch(/errors\.|refusals\.|^Things have changed/)
      expect(sentence).not.toMatch(/[{}|]|undefined|null/)
      expect(sentence).toMatch(/[.?]$/)
    }
  })

  it('names who was first and when, in the centre’s time', () => {
    expect(refusalSentence('alreadyPickedUp', facts)).toMatch(
      /^Kwame said it first, at .*20:46\. Nobody else needs to go\.$/,
    )
  })

  it('has another sentence where there is nobody to name', () => {
    expect(refusalSentence('notTheLead', { lead: null })).toMatch(/^Nobody is the one to ask/)
    expect(refusalSentence('notTheLead', { lead: { staffId: 's', name: 'Femi' } })).toMatch(/^Femi is/)
  })
})

describe('every other end', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('is said in words', () => {
    const ends: NotDone[] = [
      { ok: false, kind: 'invalid', issues: [] },
      { ok: false, kind: 'invalid', issues: [{ path: 'label', message: 'oneLine' }] },
      { ok: false, kind: 'signedOut' },
      { ok: false, kind: 'notAllowed' },
      { ok: false, kind: 'notFound' },
      { ok: false, kind: 'tooMany', retryAfter: 3 },
      { ok: false, kind: 'unavailable', isOffline: true, retryAfter: null },
      { ok: false, kind: 'unavailable', isOffline: false, retryAfter: null },
      { ok: false, kind: 'unavailable', isOffline: true, retryAfter: null, isAsking: true },
      { ok: false, kind: 'unavailable', isOffline: false, retryAfter: null, isAsking: true },
      { ok: false, kind: 'fault', id: 'f-1' },
    ]
    const sentences = ends.map((end) => troubleSentence(end))
    expect(new Set(sentences).size).toBe(ends.length)
    for (const sentence of sentences) expect(sentence).not.toMatch(/errors\.|[{}]/)
    expect(sentences.at(-1)).toContain('f-1')
    // Where nothing was to be saved nobody is left wondering whether it was.
    const asking = ends.map((end, place) => ('isAsking' in end ? sentences[place] : '')).join(' ')
    expect(asking).not.toMatch(/saved|typed|twice/)
  })

  it('never shows what a library calls a fault of a field', () => {
    expect(fieldSentence({ message: 'oneLine' })).toBe('This has to fit on one line')
    expect(fieldSentence({ message: 'Invalid input', code: 'too_big' })).toBe(
      'This is too long: shorten it a little',
    )
    expect(fieldSentence({ message: 'Invalid input' })).toBe('This can’t be saved as it is: check it')
  })
})
