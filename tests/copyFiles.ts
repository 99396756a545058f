/**
 * The files of a PostgreSQL server that is used, as they lie there, between two words to it: what pg_basebackup does,
 * which npm's binaries come without.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, chownSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** `of` goes on meanwhile; `data` doesn't exist yet, and is a standby's when it does. */
export async function copyFiles(of: { url: string; data: string }, data: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${of.url}/postgres` })
  await client.connect()
  try {
    await client.query(`SELECT pg_backup_start('standby', true)`)
    execFileSync('cp', ['-a', of.data, data])
    const { rows } = await client.query<{ label: string }>(
      'SELECT labelfile AS label FROM pg_backup_stop(false)',
    )
    // What was written meanwhile.
    execFileSync('cp', ['-a', join(of.data, 'pg_wal'), data])
    rmSync(join(data, 'postmaster.pid'))
    writeFileSync(join(data, 'backup_label'), rows[0]?.label ?? '')
    writeFileSync(join(data, 'standby.signal'), '')
    // As root these would be root's, and the server, which isn't, must read and remove them.
    const { uid, gid } = statSync(of.data)
    for (const made of ['backup_label', 'standby.signal']) chownSync(join(data, made), uid, gid)
    appendFileSync(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${of.url}'\n`)
  } finally {
    await client.end()
  }
}
