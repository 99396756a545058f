/**
 * What must be true after anything at all: every answer given was kept, once; what nobody was told of is there once
 * or not at all; the log is whole; and every screen ends as the tables are.
 */
import { expect } from 'vitest'
import { openReading } from '../../db/open.ts'
import { verify } from '../../server/proof/verify.ts'
import { askFromOutside } from '../database.ts'
import type { Busy, Press } from './workers.ts'
import { signIn } from './workers.ts'

const whole = { firstFlaw: null, words: [], unnamedWords: 0 }
const patiently = { timeout: 30_000 }

/** Asks the tables themselves, past the program. */
export async function assertKept(databaseUrl: string, presses: readonly Press[]): Promise<void> {
  const counted = async (sql: string) => {
    const rows = await askFromOutside(databaseUrl, sql)
    const counts = new Map(rows.map(({ what, n }) => [String(what), Number(n)]))
    return (what: string) => counts.get(what) ?? 0
  }
  const commandsWith = await counted('select key as what, count(*) as n from command group by key')
  const arrivalsOf = await counted(
    `select subject as what, count(*) as n from change where kind = 'visit.arrived' group by subject`,
  )
  const visitsWith = await counted('select id as what, count(*) as n from visit group by id')
  const flaws: string[] = []
  for (const { key, answer, name, visitId } of presses) {
    const kept = commandsWith(key)
    if (answer && kept !== 1) flaws.push(`${name} was answered ${answer.status} and is there ${kept} times`)
    if (answer && ![200, 409].includes(answer.status)) flaws.push(`${name} was answered ${answer.status}`)
    if (kept > 1) flaws.push(`${name} is there ${kept} times`)
    if (name !== 'visit.arrive') continue
    if (arrivalsOf(visitId) !== kept || visitsWith(visitId) !== kept)
      flaws.push(`an arrival is there ${kept} times, its visit ${visitsWith(visitId)} times`)
  }
  expect(flaws).toEqual([])
}

/** All that these pressed, and the log. */
export async function assertAllKept(databaseUrl: string, busy: readonly Busy[]): Promise<void> {
  await assertKept(
    databaseUrl,
    busy.flatMap(({ presses }) => presses),
  )
  await assertWhole(databaseUrl)
}

export async function assertWhole(databaseUrl: string): Promise<void> {
  const [centre] = await askFromOutside(databaseUrl, 'select id from centre')
  const reading = openReading({ url: databaseUrl })
  expect(await verify(reading.read, String(centre?.id))).toMatchObject(whole)
  await reading.close()
}

export async function assertSameBoards(url: string, workers: readonly Pick<Busy, 'held'>[]): Promise<void> {
  const token = await signIn(url, 'peer')
  const response = await fetch(`${url}/api/board`, { headers: { authorization: `Bearer ${token}` } })
  const board = (await response.json()) as { to: number; cards: { id: string; version: number }[] }
  for (const worker of workers) {
    await expect.poll(() => worker.held()?.to, patiently).toBe(board.to)
    const held = [...(worker.held()?.cards.values() ?? [])].map(({ id, version }) => ({ id, version }))
    expect(held.sort(byId)).toEqual(board.cards.map(({ id, version }) => ({ id, version })).sort(byId))
  }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
