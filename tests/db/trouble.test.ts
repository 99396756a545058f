/** A disk that PostgreSQL had trouble with is asked again; a user who mayn’t ask isn’t another trouble. */
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { Unavailable } from '../../db/failure.ts'
import { dialect } from '../../db/portable.ts'
import { Troubles } from '../../db/postgres/trouble.ts'
import { askFromOutside, createTestDatabase } from '../database.ts'

test.runIf(dialect === 'postgres')(
  'who may create no table finds the disk well when its time is over',
  async () => {
    const url = await createTestDatabase()
    const role = `without_tables_${process.pid}`
    await askFromOutside(url, `create role ${role}`)
    await askFromOutside(url, 'revoke create on schema public from public')
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    const client = await pool.connect()
    const troubles = new Troubles(pool)
    const failure = new Unavailable('disk', '58030')
    troubles.notice(failure)
    await client.query(`set role ${role}`)
    await client.query('begin')
    await expect(troubles.assertRoom(client)).rejects.toBe(failure)
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
    await troubles.assertRoom(client)
    now.mockRestore()
    // The transaction goes on, and nothing is remembered.
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await troubles.assertRoom(client)
    await client.query('rollback')
    await client.query('reset role')
    await client.query(`drop role ${role}`)
    client.release()
    await pool.end()
  },
)
