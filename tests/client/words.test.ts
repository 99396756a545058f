/* Why: a sentence that is asked for is there, and says what it should with one, with many and over midnight. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import { canSay, loadWords, say, type Area } from '../../client/i18n/i18n.ts'
import { loadRareWords } from '../../client/i18n/rareWords.ts'
import { Translation } from '../../client/i18n/translation.ts'
import * as times from '../../client/i18n/times.ts'
import { type ChangeKind, changes } from '../../shared/contract/changes.ts'
import { plainKey } from '../../shared/domain/sentence.ts'

const areas = (await readdir('client/messages/en')).map((file) => file.replace('.ts', '') as Area)
for (const area of areas) await loadWords(area).catch(() => loadRareWords(area))

const sources = (await readdir('client', { recursive: true })).filter((file) => /\.(vue|ts)$/.test(file))
/** Keys written out whole: t('desk.title'), $t("…"), say('…'), keypath="…". */
const WRITTEN = /(?:\bt|\$t|\bsay)\(\s*'([a-zA-Z]+\.[\w.]+)'|keypath="([\w.]+)"/g

describe('every sentence', () => {
  it('that a page asks for is in the message files', async () => {
    const missing: string[] = []
    for (const file of sources) {
      const text = await readFile(join('client', file), 'utf8')
      for (const [, called, path] of text.matchAll(WRITTEN)) {
        const key = called ?? path ?? ''
        if (!canSay(key)) missing.push(`${file}: ${key}`)
      }
    }
    expect(missing).toEqual([])
  })

  it('that the log offers for a kind of change is there, and no two are the same', () => {
    const keys = (Object.keys(changes) as ChangeKind[]).map((kind) => `log.kind.${plainKey(kind)}`)
    expect(keys.filter((key) => !canSay(key))).toEqual([])
    const words = keys.map((key) => say(key))
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  })
})

describe('saying it', () => {
  it('fills in names and leaves them as they are', () => {
    expect(say('common.at', { time: '20:46' })).toBe('at 20:46')
    expect(say('common.ago', { time: '{x} | y' })).toBe('{x} | y ago')
  })

  it('tells none from one from many', () => {
    expect([0, 1, 2, 14].map((n) => say('common.people', n))).toEqual([
      'nobody',
      '1 person',
      '2 people',
      '14 people',
    ])
    expect([0, 1, 5].map((n) => say('common.minutes', n))).toEqual(['0 minutes', '1 minute', '5 minutes'])
    expect(say('common.minutes', { n: 5 })).toBe('5 minutes')
  })
})

describe('Translation', () => {
  it('puts elements where the sentence has them', () => {
    const slots = { first: () => h('bdi', 'سارة'), last: 'Femi' }
    const wrapper = mount(Translation, { props: { keypath: 'common.and', tag: 'p' }, slots })
    expect(wrapper.html()).toBe('<p><bdi>سارة</bdi> and Femi</p>')
  })

  it('fills in the number that chose the form', () => {
    expect(mount(Translation, { props: { keypath: 'common.people', plural: 3, tag: 'p' } }).text()).toBe(
      '3 people',
    )
    expect(mount(Translation, { props: { keypath: 'common.people', plural: 1, tag: 'p' } }).text()).toBe(
      '1 person',
    )
  })
})

describe('times', () => {
  const london = 'Europe/London'
  const at = (text: string) => Date.parse(text)

  it('are those of the centre, on the 24-hour clock', () => {
    expect(times.clockTime(at('2026-11-03T20:46:59Z'), london)).toBe('20:46')
    expect(times.clockTime(at('2026-11-03T00:00:00Z'), london)).toBe('00:00')
    expect(times.clockTime(at('2026-07-03T23:30:00Z'), london)).toBe('00:30')
    expect(times.clockTime(at('2026-07-03T23:30:00Z'), 'Asia/Kolkata')).toBe('05:00')
  })

  it('name the local day', () => {
    expect(times.shortDay(at('2026-11-03T12:00:00Z'), london)).toBe('Tue 3 November')
    expect(times.longDay(at('2026-11-03T12:00:00Z'), london)).toBe('3 November 2026')
    expect(times.longDay(at('2026-07-03T23:30:00Z'), london)).toBe('4 July 2026')
    const now = at('2026-11-03T12:00:00Z')
    expect(times.timeOrDay(at('2026-11-03T00:05:00Z'), now, london)).toBe('00:05')
    expect(times.timeOrDay(at('2026-11-02T23:55:00Z'), now, london)).toBe('Mon 2 November, 23:55')
  })

  it('count from clock minute to clock minute, so that they agree with the times beside them', () => {
    const from = at('2026-11-03T20:44:50Z')
    expect(times.agoInWords(from, at('2026-11-03T20:44:59Z'))).toBe('just now')
    expect(times.agoInWords(from, at('2026-11-03T20:46:01Z'))).toBe('2 minutes ago')
    expect(times.lengthInWords(from, at('2026-11-03T20:40:00Z'))).toBe('less than a minute')
    expect(times.lengthInWords(from, at('2026-11-03T21:44:10Z'))).toBe('1 hour')
    expect(times.lengthInWords(from, at('2026-11-03T22:49:10Z'))).toBe('2 hours 5 minutes')
    expect(times.lengthInWords(from, at('2026-11-06T20:44:50Z'))).toBe('3 days')
  })
})
