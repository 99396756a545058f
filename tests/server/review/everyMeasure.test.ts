/** Every measure has an example worked by hand: its key begins the name of a test, before a colon. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measures } from '../../../shared/measures/measures.ts'

const folder = 'tests/server/review'
const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\btest\('([^:'\n]+):/g)])
  .flatMap(([, names = '']) => names.split(', '))

test.each(measures.map((measure) => measure.key))('%s has one', (key) => {
  expect(examples).toContain(key)
})
