/** What operators read about ways in, how long they last and what may be asked for is what the server does. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { awayLasts } from '../../server/features/session/agencySignIn.ts'
import { linkLasts } from '../../server/features/session/invitations.ts'
import { halfLasts } from '../../server/features/session/proofs.ts'
import { letInLasts } from '../../server/features/session/signingIn.ts'
import { tokenLasts } from '../../server/features/session/tokens.ts'
import {
  createAddressLimit,
  createCommandLimit,
  createGuessLimit,
  createPinLimit,
  createProofLimit,
} from '../../server/http/limits.ts'
import { commands } from '../../shared/contract/index.ts'

const page = readFileSync('docs/operating.md', 'utf8')
const section = page.slice(page.indexOf('## Signing in'), page.indexOf('## A centre of your own'))
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const cellOf = (what: string, column: number) => rows.find(([, first]) => first === what)?.[column]

test('every way in stands there', () => {
  const waysIn = Object.entries(commands).filter(([, { allow }]) => allow === 'anybody')
  expect(waysIn.length).toBeGreaterThan(5)
  expect(waysIn.map(([name]) => name).filter((name) => !section.includes(`\`${name}\``))).toEqual([])
})

test.each<[string, number]>([
  ['a sign-in while nobody presses anything', tokenLasts],
  ['the time for the code after a password', halfLasts],
  ['the time at an agency', awayLasts],
  ['a code from whoever leads the shift', letInLasts],
  ['a link from an administrator', linkLasts],
])('%s lasts as long as it says', (what, lasts) => {
  const [many, unit] = (cellOf(what, 2) ?? '').split(' ')
  expect(Number(many) * (unit === 'hours' ? 3_600_000 : 60_000)).toBe(lasts)
})

/** Whether one more may be asked for, by what each limit is of. */
type May = () => boolean
const limits: Record<string, (now: () => number) => May> = {
  'commands of an account': (now) => {
    const limit = createCommandLimit(now)
    return () => limit('jo') === 0
  },
  'guesses at a name': (now) => {
    const limit = createGuessLimit(now)
    let address = 0
    return () => limit.take('jo', String(address++)) === 0
  },
  'guesses from an address': (now) => {
    const limit = createGuessLimit(now)
    let name = 0
    return () => limit.take(String(name++), 'a') === 0
  },
  'links, passkeys and codes from an address': (now) => {
    const limit = createAddressLimit(now)
    return () => limit('a') === 0
  },
  'an app’s codes, and proofs asked for anew, of an account': (now) => {
    const limit = createProofLimit(now)
    return () => limit.take('jo') === 0
  },
  'PINs of a worker on a device': (now) => {
    const limit = createPinLimit(now)
    return () => limit.take('desk', 'jo') !== null
  },
  'PINs on a device': (now) => {
    const limit = createPinLimit(now)
    let worker = 0
    return () => limit.take('desk', String(worker++)) !== null
  },
}

describe.each(Object.entries(limits))('%s', (what, limit) => {
  test('are as many at once, and one as soon again, as it says', () => {
    const [most, seconds] = [cellOf(what, 2), cellOf(what, 3)].map(Number)
    let now = 0
    const may = limit(() => now)
    let had = 0
    while (may()) had++
    expect(had).toBe(most)
    now += (seconds ?? 0) * 900
    expect(may()).toBe(false)
    now += (seconds ?? 0) * 101
    expect(may()).toBe(true)
  })
})
