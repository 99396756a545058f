// @vitest-environment node
/* Why: an objection to research and planning has to hold for every export, those to come among them. So whatever gives
   rows about people to take away says what for in the contract, passes them through the one function, and no page makes
   a file of anything else. */
import { describe, expect, test } from 'vitest'
import { queries, type QueryName } from '../../shared/contract/index.ts'
import { readSources, type Source } from './sources.ts'

const sources = readSources()
const names = Object.keys(queries) as QueryName[]
const giving = names.filter((name) => queries[name].givesRowsFor !== null)
const folderOf = (path: string) => path.split('/').slice(0, -1).join('/')

/** Of the feature that answers it: whether anything there passes rows through for this purpose. */
function passesThrough(all: readonly Source[], name: QueryName): boolean {
  const server = all.filter(({ path }) => path.startsWith('server/features/'))
  const answers = new RegExp(`'${name.replace('.', '\\.')}'\\s*[(:]`)
  const feature = server.find(({ text }) => answers.test(text))?.path
  const purpose = `givenOut('${String(queries[name].givesRowsFor)}',`
  return server.some(
    ({ path, text }) =>
      feature !== undefined && folderOf(path) === folderOf(feature) && text.includes(purpose),
  )
}

/** Hold nobody: numbers and hashes. */
const holdNobody = ['log.checkpoint']

/** What pages that make files ask for, of which the contract doesn't say that it may leave. */
function madeIntoFiles(all: readonly Source[]): string[] {
  const client = all.filter(({ path }) => path.startsWith('client/'))
  const folders = new Set(
    client.filter(({ text }) => /\bkeepFile\(/.test(text)).map(({ path }) => folderOf(path)),
  )
  folders.delete('client/ui')
  return client
    .filter(({ path }) => folders.has(folderOf(path)))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\b(?:ask|useAsked)\('([\w.]+)'/g)].map(([, name = '']) => ({ path, name })),
    )
    .filter(({ name }) => !(giving as string[]).includes(name) && !holdNobody.includes(name))
    .map(({ path, name }) => `${path} asks ${name}`)
}

describe('rows about people', () => {
  test('are given by these, and each says what for', () => {
    expect(giving.map((name) => [name, queries[name].givesRowsFor])).toEqual([
      ['person.copy', 'theirOwn'],
      ['visit.copy', 'theirOwn'],
      ['review.range', 'planning'],
    ])
  })
  test.each(giving)('%s passes them through the one function', (name) => {
    expect(passesThrough(sources, name)).toBe(true)
  })
  test('one that forgot would be noticed', () => {
    const forgot = { path: 'server/features/rights/copy.ts', text: "async 'person.copy'(read) {}" }
    expect(passesThrough([forgot], 'person.copy')).toBe(false)
  })
  test('are made into files of nothing else', () => {
    expect(madeIntoFiles(sources)).toEqual([])
  })
  test('another file would be noticed', () => {
    const page = { path: 'client/log/LogPage.vue', text: "await ask('people', {})\nkeepFile('', '', '')" }
    expect(madeIntoFiles([page])).toEqual(['client/log/LogPage.vue asks people'])
  })
})
