/** The contract keeps its own promises: examples parse, and every refusal has a test of its name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyRefusal } from '../../shared/contract/call.ts'
import { commands, type CommandName, queries } from '../../shared/contract/index.ts'

const folder = 'tests/server'
const refusing = "'([a-zA-Z]+\\.[a-zA-Z]+ refuses [a-zA-Z]+)"
/** What names of tests begin with, rows of `test.each` too; the same words anywhere else hold nothing. */
const refused = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .flatMap((text) => [
    ...text.matchAll(new RegExp(`\\btest\\(\\s*${refusing}`, 'g')),
    ...[...text.matchAll(/\btest\.each\(\[([^\]]*)\]\)\('%s/g)].flatMap(([, rows = '']) => [
      ...rows.matchAll(new RegExp(refusing, 'g')),
    ]),
  ])
  .map(([, said]) => said)

describe.each(Object.entries(commands))('%s', (name, spec) => {
  test('has an example that parses', () => {
    expect(spec.input.safeParse(spec.example).success).toBe(true)
  })

  test('refuses fields it doesn’t know', () => {
    expect(spec.input.safeParse({ ...spec.example, somethingElse: 1 }).success).toBe(false)
  })

  const own = Object.keys(spec.refusals).filter((state) => !(state in everyRefusal))
  test.each(own)('has a test in which it refuses %s', (state) => {
    expect(refused).toContain(`${name as CommandName} refuses ${state}`)
  })
})

describe.each(Object.entries(queries))('%s', (_name, spec) => {
  test('has an example that parses', () => {
    expect(spec.input.safeParse(spec.example).success).toBe(true)
  })
})
