/**
 * A backup of a database that a server goes on using, and the way back to it: all rows and the log's head as they were,
 * with an epoch of its own, as a restore gives it. On SQLite the file's pages, on PostgreSQL every table's rows.
 */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { copyTo } from '../../../db/copy.ts'
import { dialect } from '../../../db/portable.ts'
import { Sqlite } from '../../../db/sqlite/driver.ts'
import { askFromOutside, fileOf } from '../../database.ts'

/** Gives what puts everything back. Nothing may be written while either runs. */
export function takeBackup(url: string): Promise<() => Promise<void>> {
  return dialect === 'postgres' ? copyRows(url) : copyPages(url)
}

async function copyPages(url: string): Promise<() => Promise<void>> {
  const copy = `${fileOf(url)}.${randomUUID()}`
  await copyTo(url, copy)
  return async () => {
    const raw = new Sqlite(copy)
    raw.prepare('update feed set epoch = ?').run(randomUUID())
    // Into the live file, in one step and one transaction: whoever reads sees all of it or none.
    await raw.backup(fileOf(url), { progress: () => 2 ** 31 - 1 })
    raw.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true })
  }
}

const everyTable = (run: string) => `
  do $$ declare one record; begin
    set local session_replication_role = replica;
    for one in select tablename as name from pg_tables where schemaname = 'public' loop ${run} end loop;
  end $$;`

async function copyRows(url: string): Promise<() => Promise<void>> {
  await askFromOutside(
    url,
    `drop schema if exists kept cascade; create schema kept;
     ${everyTable(`execute format('create table kept.%1$I as table public.%1$I', one.name);`)}`,
  )
  return async () => {
    await askFromOutside(
      url,
      `begin;
       ${everyTable(`execute format('delete from public.%1$I', one.name);
         execute format('insert into public.%1$I select * from kept.%1$I', one.name);`)}
       update feed set epoch = '${randomUUID()}';
       commit;`,
    )
  }
}
