/**
 * Where a centre that is about to be hurt lives: a folder, and on PostgreSQL a database on a server of this file's
 * own, which may be killed too. The demonstration centre is in it, without the weeks behind it, which nobody looks
 * at here; it is made once and copied.
 */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { dialect } from '../../db/portable.ts'
import { realClock } from '../../server/clock.ts'
import { openDemonstration } from '../../server/demonstration.ts'
import { type PostgresServer, query, startPostgres } from '../postgres.ts'

export interface Place {
  readonly folder: string
  readonly databaseUrl: string
  /** Null on SQLite. */
  readonly postgres: PostgresServer | null
  remove(): void
}

export const secret = 'a secret for the faults, at least thirty-two bytes long'
const own = mkdtempSync(join(tmpdir(), 'alongside-faults-'))
let making: Promise<PostgresServer | null> | undefined

afterAll(async () => {
  await (await making)?.stop()
  rmSync(own, { recursive: true, force: true })
})

const made = (postgres: PostgresServer | null, name: string) =>
  postgres ? `${postgres.url}/${name}` : `file:${join(own, `${name}.db`)}`

/** The first that every other is a copy of. */
async function makeFirst(): Promise<PostgresServer | null> {
  const postgres = dialect === 'postgres' ? await startPostgres() : null
  if (postgres) await query(`${postgres.url}/postgres`, 'create database first')
  const db = await openDatabase({ url: made(postgres, 'first') })
  await openDemonstration({ db, clock: realClock, secret, say: () => undefined, days: 0 })
  await db.close()
  return postgres
}

export async function makePlace(): Promise<Place> {
  const postgres = await (making ??= makeFirst())
  const name = `centre_${randomUUID().replaceAll('-', '')}`
  if (postgres) await query(`${postgres.url}/postgres`, `create database ${name} template first`)
  else copyFileSync(join(own, 'first.db'), join(own, `${name}.db`))
  const folder = mkdtempSync(join(own, 'data-'))
  return {
    folder,
    databaseUrl: made(postgres, name),
    postgres,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
