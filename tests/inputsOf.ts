/**
 * Inputs made from a call's own schema: such as it asks for, with ids that there are, ids of another centre and ids
 * that never were; such as are nearly right; and garbage. What is tried first is what has broken other programs.
 */
import * as fc from 'fast-check'
import * as z from 'zod/mini'

type Json = Record<string, unknown>
interface Schema extends Json {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  allOf?: Schema[]
  pattern?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minLength?: number
  maxLength?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

/** Texts that end a statement, a tag, a header, a path or a line; that aren't text; that are too much. */
export const hostile = [
  `'; DROP TABLE visit; --`,
  `" OR 1=1 --`,
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '${7*7}',
  '=HYPERLINK("http://elsewhere.example")',
  '../../../../etc/passwd',
  'x\r\nSet-Cookie: alongside=stolen',
  '%00%0a',
  '\u0000',
  '\ud800',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  '👩‍👩‍👧‍👦',
  'مرحبا',
  'a'.repeat(9_000),
  `${'a'.repeat(60)}!`,
]

const schemaOf = (of: z.ZodMiniType) => z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' }) as Schema

/** The fields of a call that ask for an id; `isOwn`: one that a client makes itself, of what it is about to add. */
export function idFields(input: z.ZodMiniType): { name: string; isList: boolean; isOwn: boolean }[] {
  return Object.entries(schemaOf(input).properties ?? {}).flatMap(([name, of]) => {
    const forms = [of, ...(of.anyOf ?? [])]
    const isList = forms.some((one) => one.items !== undefined)
    const pattern = forms.map((one) => one.items?.pattern ?? one.pattern).find(isIdPattern)
    return pattern === undefined ? [] : [{ name, isList, isOwn: pattern.includes('-7[0-9a-f]') }]
  })
}

/** The fields of a call that take free text, in lists of it and in what is inside them too. */
export function textFields(input: z.ZodMiniType): string[] {
  const takesText = (of: Schema): boolean => {
    const inside = [
      ...(of.anyOf ?? []),
      ...(of.items ? [of.items] : []),
      ...Object.values(of.properties ?? {}),
    ]
    if (of.type !== 'string') return inside.some(takesText)
    return of.enum === undefined && ![of, ...(of.allOf ?? [])].some(({ pattern }) => pattern !== undefined)
  }
  const fields = Object.entries(schemaOf(input).properties ?? {})
  return fields.filter(([, of]) => takesText(of)).map(([name]) => name)
}

/**
 * Bodies for a call that takes `input`. `ids` are tried wherever an id is asked for; `own` knows one of the very kind
 * that a field asks for.
 */
export function inputsOf(
  input: z.ZodMiniType,
  example: unknown,
  ids: readonly string[],
  own: (field: string) => string,
) {
  const right = arbitrary(schemaOf(input), ids)
  const keys = Object.keys(schemaOf(input).properties ?? {})
  const nearly = fc
    .tuple(right, fc.constantFrom(...keys, '__proto__', 'constructor', 'somethingElse'), fc.jsonValue())
    .map(([body, key, value]) => ({ ...(body as Json), [key]: value }))
  return fc.oneof(
    { weight: 6, arbitrary: right },
    { weight: 2, arbitrary: withIds(example as Json, input, { ids, own }) },
    { weight: 3, arbitrary: nearly },
    { weight: 1, arbitrary: fc.jsonValue() },
  )
}

/** The contract's example, about what is there. */
function withIds(
  example: Json,
  input: z.ZodMiniType,
  { ids, own }: { ids: readonly string[]; own: (field: string) => string },
) {
  const there = idFields(input)
    .filter(({ name, isOwn }) => name in example && !isOwn)
    .map(({ name, isList }) => {
      const id = fc.oneof({ weight: 3, arbitrary: fc.constant(own(name)) }, oneOf(ids))
      return [name, isList ? fc.array(id, { maxLength: 2 }) : id] as const
    })
  return fc
    .record(Object.fromEntries<fc.Arbitrary<unknown>>(there))
    .map((chosen) => ({ ...example, ...chosen }))
}

const isIdPattern = (pattern: string | undefined) => pattern?.startsWith('^[0-9a-f]{8}-') ?? false
const oneOf = <T>(list: readonly T[]) => fc.constantFrom(...list)

function arbitrary(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.enum) return oneOf(schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  const either = schema.anyOf
  if (either) return fc.oneof(...either.map((one) => arbitrary(one, ids)))
  switch (schema.type) {
    case 'object':
      return record(schema, ids)
    case 'array':
      return fc.array(arbitrary(schema.items ?? {}, ids), { maxLength: Math.min(schema.maxItems ?? 4, 4) })
    case 'string':
      return text(schema, ids)
    case 'integer':
    case 'number':
      return number(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue()
  }
}

function record({ properties = {}, required = [] }: Schema, ids: readonly string[]) {
  const fields = Object.entries(properties).map(([key, of]) => [key, arbitrary(of, ids)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: required })
}

function text(schema: Schema, ids: readonly string[]) {
  const patterns = [schema.pattern, ...(schema.allOf ?? []).map(({ pattern }) => pattern)]
  const pattern = patterns.find((one) => one !== undefined)
  if (isIdPattern(pattern)) return fc.oneof({ weight: 4, arbitrary: oneOf(ids) }, fc.uuid({ version: 7 }))
  if (pattern !== undefined) return fc.oneof(fc.stringMatching(new RegExp(pattern)), oneOf(hostile))
  const size = { minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 40) }
  return fc.oneof(
    fc.string({ unit: 'grapheme', ...size }),
    fc.string({ unit: 'binary', ...size }),
    oneOf(hostile),
  )
}

function number({ minimum = -10, maximum = 2 ** 45 }: Schema) {
  const now = Date.now()
  const whole = fc.integer({ min: Math.max(minimum, -(2 ** 50)), max: Math.min(maximum, 2 ** 50) })
  const recent = fc.integer({ min: now - 9 * 86_400_000, max: now + 86_400_000 })
  return maximum > now ? fc.oneof(recent, whole) : whole
}
