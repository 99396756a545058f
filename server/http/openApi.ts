/** OpenAPI 3.1 from the contract, so that the documentation can't fall behind what is true. */
import { version } from '../../package.json' with { type: 'json' }
import * as z from 'zod/mini'
import { commands, queries } from '../../shared/contract/index.ts'

type Json = Record<string, unknown>
const schema = (of: z.ZodMiniType, io: 'input' | 'output') =>
  z.toJSONSchema(of, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json

const body = (of: Json) => ({ content: { 'application/json': { schema: of } } })
const failure = (description: string) => ({ description, ...body({ $ref: '#/components/schemas/Failure' }) })

const common = {
  400: failure('invalid: which field and why'),
  401: failure('signedOut'),
  403: failure('notAllowed'),
  404: failure('notFound: no such id, or another centre’s'),
  413: failure('tooLarge: more than 256 kB'),
  429: failure('tooMany: wait as Retry-After says'),
  500: failure('fault: with an id and nothing from inside'),
  503: failure('unavailable: try again as Retry-After says'),
}

const askedAs = {
  name: 'Alongside-As',
  in: 'header',
  description: 'The worker whose page it is, by id: 401 where somebody else is signed in by now.',
  schema: { type: 'string' },
}

/** Who may call it, as words for the description. */
const whoMay = (allow: readonly string[] | string) => (typeof allow === 'string' ? allow : allow.join(', '))

export function openApi(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, spec] of Object.entries(commands)) {
    if (spec.allow === 'system') continue
    const refusals = Object.entries(spec.refusals).map(([state, facts]) => ({
      title: state,
      allOf: [
        { type: 'object', properties: { error: { const: state } }, required: ['error'] },
        schema(facts, 'output'),
      ],
    }))
    paths[`/api/${name}`] = {
      post: {
        operationId: name,
        tags: [name.split('.')[0]],
        summary: spec.says,
        description: `For: ${whoMay(spec.allow)}.`,
        parameters: [
          {
            name: 'Idempotency-Key',
            in: 'header',
            description: 'The same key gets the same answer, for ever.',
            schema: { type: 'string', maxLength: 100 },
          },
          askedAs,
        ],
        requestBody: {
          content: { 'application/json': { schema: schema(spec.input, 'input'), example: spec.example } },
        },
        responses: {
          200: { description: 'done', ...body(schema(spec.output, 'output')) },
          ...common,
          409: { description: 'refused: the state met, with its facts', ...body({ oneOf: refusals }) },
        },
      },
    }
  }
  for (const [name, spec] of Object.entries(queries)) {
    const input = schema(spec.input, 'input')
    const fields = Object.entries((input.properties ?? {}) as Record<string, Json>)
    const required = (input.required ?? []) as string[]
    paths[`/api/${name}`] = {
      get: {
        operationId: name,
        tags: [name.split('.')[0]],
        summary: spec.says,
        description: `For: ${whoMay(spec.allow)}${spec.orShiftLead ? ', and whoever leads the shift' : ''}.`,
        parameters: [
          ...fields.map(([field, of]) => ({
            name: field,
            in: 'query',
            required: required.includes(field),
            schema: of,
          })),
          askedAs,
        ],
        responses: { 200: { description: 'the answer', ...body(schema(spec.output, 'output')) }, ...common },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Alongside', version, license: { name: 'MIT' } },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Failure: { type: 'object', properties: { error: { type: 'string' } }, required: ['error'] },
      },
    },
  }
}
