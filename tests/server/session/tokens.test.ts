/** Tokens: ours alone, for half an hour, signed by the newest secret and good under any that still counts. */
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { createTokens, tokenLasts } from '../../../server/features/session/tokens.ts'

const older = 'the secret of last year, kept for a while longer'
const newer = 'the secret of this year, which signs from today on'
const now = Date.UTC(2026, 10, 3, 20, 46, 0, 250)
const session = { sessionId: 'a session', centreId: 'a centre' }

describe('a token', () => {
  test('names its session and centre until it ends, to the second', () => {
    const tokens = createTokens([newer])
    const { token, endsAt } = tokens.mint(session, now)
    expect(endsAt).toBe(Math.floor(now / 1000) * 1000 + tokenLasts)
    expect(tokens.verify(token, now)).toEqual({ ...session, endsAt })
    expect(tokens.verify(token, endsAt - 1000)).toEqual({ ...session, endsAt })
    expect(tokens.verify(token, endsAt)).toBeNull()
  })

  test('holds no name, no role, nothing but ids and times', () => {
    const { token } = createTokens([newer]).mint(session, now)
    const claims = jwt.decode(token, { json: true }) ?? {}
    expect(Object.keys(claims).sort()).toEqual(['aud', 'centre', 'exp', 'iat', 'iss', 'sub'])
  })

  test('of the secret before still counts while that secret is given, and not after', () => {
    const { token } = createTokens([older]).mint(session, now)
    expect(createTokens([newer, older]).verify(token, now)).toMatchObject(session)
    expect(createTokens([newer]).verify(token, now)).toBeNull()
  })

  test('is signed by the first secret', () => {
    const { token } = createTokens([newer, older]).mint(session, now)
    expect(createTokens([newer]).verify(token, now)).toMatchObject(session)
    expect(createTokens([older]).verify(token, now)).toBeNull()
  })
})

describe('what isn’t ours', () => {
  const tokens = createTokens([newer])
  const { token } = tokens.mint(session, now)
  const claims = jwt.decode(token, { json: true }) ?? {}
  const [head = '', body = '', signature = ''] = token.split('.')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))
  const forged: [string, string][] = [
    ['nothing', ''],
    ['words', 'let me in'],
    ['another secret', jwt.sign(claims, older)],
    ['no algorithm', `${part({ alg: 'none', typ: 'JWT' })}.${body}.`],
    ['another algorithm', jwt.sign(claims, newer, { algorithm: 'HS512' })],
    ['another session in its body', `${head}.${part({ ...claims, sub: 'theirs' })}.${signature}`],
    ['another issuer', jwt.sign({ ...claims, iss: 'elsewhere' }, newer)],
    ['another audience', jwt.sign({ ...claims, aud: 'alongside:api' }, newer)],
    ['no end', jwt.sign(without('exp'), newer)],
    ['no session', jwt.sign(without('sub'), newer)],
    ['a body that isn’t JSON', `${head}.${Buffer.from('not json').toString('base64url')}.${signature}`],
    ['flowers', '🌻.🌻.🌻'],
  ]
  test.each(forged)('%s is nobody’s', (_what, given) => {
    expect(tokens.verify(given, now)).toBeNull()
  })
})

test('there must be a secret, and a long one', () => {
  expect(() => createTokens([])).toThrow()
  expect(() => createTokens(['too short'])).toThrow()
})
