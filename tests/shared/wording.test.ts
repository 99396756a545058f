// Everything that anybody is shown keeps to the words of domain.md 4: messages, labels, definitions.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwritten, wordsWeDontWrite } from './wordsWeDontWrite.ts'

const root = resolve(import.meta.dirname, '../..')

/** All that a folder's modules export. */
async function exportsOf(folder: string): Promise<Map<string, unknown>> {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'))
  const modules = files.map(async (file) => [file, await import(join(root, folder, file))] as const)
  return new Map(await Promise.all(modules))
}

/** Every text a value holds: of lists and definitions what is shown, never keys. */
function shown(value: unknown, hidden: readonly string[] = []): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap((inner) => shown(inner, hidden))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (hidden.includes(key) ? [] : shown(inner, hidden)))
}

/** The texts and the spoken attributes that stand in a page's template, and not in the messages. */
function saidInPage(source: string): string[] {
  const page = source.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '').replace(/<!--[\s\S]*?-->/g, '')
  const attributes = page.matchAll(/\s(?:title|alt|placeholder|aria-label|label)="([^"]*)"/g)
  const texts = page
    .replace(/\{\{[\s\S]*?\}\}/g, ' ')
    .replace(/<(?:"[^"]*"|'[^']*'|[^'">])*>/g, '\n')
    .split('\n')
  return [...texts.map((text) => text.trim()), ...[...attributes].map((found) => found[1] ?? '')].filter(
    Boolean,
  )
}

/** Fields of lists and measures that nobody is shown. */
const unshown = ['key', 'group', 'answers', 'asks', 'unit', 'source']

describe('the words we show', () => {
  it('are the product’s in every message of the client', async () => {
    const messages = await exportsOf('client/messages/en')
    for (const [file, words] of messages) expect(shown(words).length, file).toBeGreaterThan(0)
    expect([...messages.values()].flatMap((words) => shown(words)).flatMap(unwritten)).toEqual([])
  })

  it('are the product’s in every label of the lists', async () => {
    const lists = await exportsOf('shared/lists')
    const isData = ([file]: [string, unknown]) => !['word.ts', 'effectiveList.ts'].includes(basename(file))
    const labels = [...lists]
      .filter(isData)
      .flatMap(([, list]) =>
        Object.values(list as object).flatMap((list: unknown) =>
          Array.isArray(list) && typeof list[0] === 'object' ? shown(list, unshown) : [],
        ),
      )
    expect(labels).toContain('Thoughts of suicide')
    expect(labels).not.toContain('thoughtsOfSuicide')
    expect(labels.flatMap(unwritten)).toEqual([])
  })

  it('are the product’s in every definition of a measure', async () => {
    const texts = [...(await exportsOf('shared/measures')).values()].flatMap((words) => shown(words, unshown))
    expect(texts).toContain('New to us')
    expect(texts.flatMap(unwritten)).toEqual([])
  })

  it('are the product’s in what a page says by itself', () => {
    const files = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' })
    const pages = files.filter((file) => /\.(vue|html)$/.test(file))
    expect(pages).not.toEqual([])
    const said = pages.flatMap((file) => saidInPage(readFileSync(join(root, 'client', file), 'utf8')))
    expect(said.flatMap(unwritten)).toEqual([])
  })

  it('never carry a straight apostrophe', async () => {
    const folders = ['client/messages/en', 'shared/lists', 'shared/measures']
    const texts = await Promise.all(
      folders.map(async (folder) => shown([...(await exportsOf(folder)).values()], unshown)),
    )
    expect(texts.flat().filter((text) => /\w'\w/.test(text))).toEqual([])
  })
})

describe('the test itself', () => {
  it('finds every word that it looks for', () => {
    for (const word of wordsWeDontWrite) {
      for (const sentence of word.bites) {
        expect(unwritten(sentence).join(), sentence).toContain(word.pattern.source)
      }
    }
  })

  it('leaves good English alone', () => {
    const fine = [
      'Keep it here, in case the network comes back',
      'What you said is kept: {case}',
      'Close this panel',
      'In another way',
      'Tell us in your own words',
      'The bedside lamp, embraced',
    ]
    expect(fine.flatMap(unwritten)).toEqual([])
  })

  it('reads a page’s own texts and none of its code', () => {
    const page = `<script setup>const clients = 1</script><template><!-- triage -->
      <p :title="cases" title="A patient" @click="a > b && refer()">Discharge {{ client }} <b>now</b></p></template>`
    expect(saidInPage(page)).toEqual(['Discharge', 'now', 'A patient'])
  })
})
