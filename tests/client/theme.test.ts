/* Why: by night everything must be as readable as by day, and a screen keeps the theme it was given. */
import { readFile } from 'node:fs/promises'
import postcss from 'postcss'
import { beforeEach, describe, expect, it } from 'vitest'
import { foldThemes, readTokens } from '../../client/theme/foldThemes.ts'
import { useTheme } from '../../client/theme/theme.ts'

const tokens = readTokens(await readFile('client/theme/tokens.css', 'utf8'))

describe('the theme of a screen', () => {
  beforeEach(() => localStorage.clear())

  it('follows the device until somebody chooses, and is kept then', () => {
    const root = document.createElement('html')
    const first = useTheme(root, localStorage)
    expect(first.theme.value).toBe('device')
    expect(root.dataset.theme).toBeUndefined()
    first.choose('night')
    expect(root.dataset.theme).toBe('night')
    expect(useTheme(document.createElement('html'), localStorage).theme.value).toBe('night')
    first.choose('device')
    expect(root.dataset.theme).toBeUndefined()
    expect(localStorage.length).toBe(0)
  })

  it('is read before the first paint under the same key', async () => {
    useTheme(document.createElement('html'), localStorage).choose('day')
    expect(await readFile('client/public/boot.js', 'utf8')).toContain(`'${localStorage.key(0)}'`)
  })
})

describe('folding two sheets', () => {
  const fold = (day: string, night: string) => {
    const sheet = postcss.parse(day)
    foldThemes(sheet, postcss.parse(night), [{ name: 'ink', day: '#111111', night: '#eeeeee' }])
    return sheet.toString()
  }

  it('names our token where there is one, and gives both colours where not', () => {
    expect(fold('a{color:#111111}', 'a{color:#EEEEEE}')).toBe('a{color:var(--ink)}')
    expect(fold('a{border:1px solid #222}', 'a{border:1px solid #333}')).toBe(
      'a{border:1px solid light-dark(#222, #333)}',
    )
    expect(fold('a{color:white}', 'a{color:#202625}')).toBe('a{color:light-dark(white, #202625)}')
    expect(fold('@media (x){a{color:#111111}}', '@media (x){a{color:#eeeeee}}')).toBe(
      '@media (x){a{color:var(--ink)}}',
    )
  })

  it('leaves print by day, and refuses to guess', () => {
    expect(fold('@media print{a{color:#111111}}', '@media print{a{color:#eeeeee}}')).toContain('#111111')
    expect(() => fold('a{color:#111}', 'a{color:#111}b{color:#222}')).toThrow('shape')
    expect(() => fold('a{background:url(x#111)}', 'a{background:url(x#222)}')).toThrow('fold')
  })
})

describe('the colours', () => {
  const pairs: [string, string, number][] = [
    ['ink', 'page', 7],
    ['ink', 'card', 7],
    ['ink', 'sunk', 7],
    ['ink', 'stale', 7],
    ['ink-2', 'page', 4.5],
    ['ink-2', 'card', 4.5],
    ['ink-2', 'sunk', 4.5],
    ['ink-2', 'tint', 4.5],
    ['link', 'card', 4.5],
    ['link', 'page', 4.5],
    ['head-ink', 'head', 7],
    ['head-ink-2', 'head', 4.5],
    ['act-ink', 'act', 4.5],
    ['act-ink', 'act-hover', 4.5],
    ['tint-ink', 'tint', 4.5],
    ['sand-ink', 'sand', 4.5],
    ['error', 'card', 4.5],
    ['error', 'page', 4.5],
    ['line-strong', 'card', 3],
    ['line-strong', 'page', 3],
    ['edge', 'card', 3],
    ['edge', 'page', 3],
    ['focus', 'focus-ink', 3],
  ]
  it.each(pairs)('%s on %s', (front, back, least) => {
    for (const theme of ['day', 'night'] as const) {
      const colour = (name: string) => tokens.find((token) => token.name === name)?.[theme] ?? ''
      expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(least)
    }
  })
})

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light! + 0.05) / (dark! + 0.05)
}
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
