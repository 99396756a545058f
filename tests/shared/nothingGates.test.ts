// Nothing gates and nobody is graded: read from the contract, the log, the schema of both engines and the lists.
// National code lists contain such words by law; they stand apart, in shared/lists/mapping, and only there.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { changes } from '../../shared/contract/changes.ts'
import { commands, queries } from '../../shared/contract/index.ts'
import * as live from '../../shared/contract/live.ts'
import { gates, gatesIn } from './gates.ts'

const root = resolve(import.meta.dirname, '../..')
const isSchema = (value: unknown): value is z.ZodMiniType => value instanceof z.ZodMiniType

/** The name of every field and the text of every fixed value that a schema speaks of. */
function namesInSchema(schema: z.ZodMiniType): string[] {
  return namesInJson(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))
}

function namesInJson(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesInJson)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'properties' || key === '$defs') {
      return [...Object.keys(value as object), ...namesInJson(Object.values(value as object))]
    }
    if (key === 'enum' || key === 'const') return [value].flat().map(String)
    return ['pattern', 'required', '$schema'].includes(key) ? [] : namesInJson(value)
  })
}

/** Every text in a value, the keys of its objects among them. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
}

const contractNames = () =>
  [...Object.entries(commands), ...Object.entries(queries)].flatMap(([name, call]) => [
    name,
    ...namesInSchema(call.input),
    ...namesInSchema(call.output),
    ...('refusals' in call ? Object.keys(call.refusals) : []),
    ...('refusals' in call ? Object.values(call.refusals).filter(isSchema).flatMap(namesInSchema) : []),
  ])

const logNames = () =>
  Object.entries(changes).flatMap(([name, change]) => [name, ...namesInSchema(change.data)])

const liveNames = () => Object.values(live).filter(isSchema).flatMap(namesInSchema)

/** Tables, columns and indexes, from the SQL that really runs. */
function schemaNames(engine: string): string[] {
  const folder = join(root, 'db/migrations', engine)
  const sql = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  const text = sql.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
  return [...new Set([...text.matchAll(/[`"]([A-Za-z_0-9]+)[`"]/g)].map((found) => found[1] ?? ''))]
}

async function listNames(): Promise<string[]> {
  const folder = join(root, 'shared/lists')
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  const modules = await Promise.all(files.map((file) => import(join(folder, file)) as Promise<unknown>))
  return modules.flatMap(textsIn)
}

const bad = (names: readonly string[]) => [...new Set(names.flatMap(gatesIn))]

describe('nothing gates', () => {
  it('in what can be asked of the system', () => {
    const names = contractNames()
    expect(names).toContain('visit.arrive')
    expect(names).toContain('alreadyPickedUp')
    expect(names).toContain('withWhom')
    expect(bad(names)).toEqual([])
  })

  it('in what the log and the socket can say', () => {
    expect(logNames()).toContain('visit.pickedUp')
    expect(liveNames()).toContain('puts')
    expect(bad([...logNames(), ...liveNames()])).toEqual([])
  })

  it('in the tables of either engine', () => {
    const [sqlite, postgres] = [schemaNames('sqlite'), schemaNames('postgres')]
    expect(sqlite).toContain('arrived_at')
    expect(postgres).toContain('arrived_at')
    expect(bad([...sqlite, ...postgres])).toEqual([])
  })

  it('in the keys and labels of the lists', async () => {
    const names = await listNames()
    expect(names).toContain('thoughtsOfSuicide')
    expect(names).toContain('Left before we could say goodbye')
    expect(bad(names)).toEqual([])
  })

  it('at the door: a walk-in needs nothing at all', () => {
    expect(commands['visit.arrive'].input.safeParse({})).toEqual({ success: true, data: {} })
  })
})

describe('the test itself', () => {
  it('finds each word in every way of writing it', () => {
    for (const gate of gates) {
      for (const name of gate.bites) expect(gatesIn(name), name).toContain(`${name}: ${gate.what}`)
    }
  })

  it('leaves other words alone', () => {
    const fine = [
      'takeOver',
      'declineHandover',
      'storage',
      'coverage',
      'fragment',
      'asterisk',
      'preferred',
      'sauna',
    ]
    expect(
      bad([...fine, 'mentalHealthAct', 'A&E', 'ratherNot', 'closeDialog', 'waitingSince', 'tried']),
    ).toEqual([])
  })

  it('looks into schemas as deep as they go', () => {
    const deep = z.object({
      list: z.array(z.object({ kind: z.union([z.literal('triage'), z.enum(['calm', 'tier'])]) })),
      of: z.optional(z.nullable(z.record(z.string(), z.object({ referralId: z.string() })))),
    })
    expect(bad(namesInSchema(deep))).toEqual([
      'triage: an order of people',
      'tier: an order of people',
      'referralId: a referral',
    ])
  })
})
