/** A process that brings a database to a version that takes long to come to, so that it can be killed on the way. */
import { openDatabase } from '../../db/open.ts'
import { readMigrations } from '../../db/migrations.ts'
import { dialect } from '../../db/portable.ts'

const rows = 30_000_000
const long =
  dialect === 'postgres'
    ? `create table growing as select generate_series(1, ${rows}) as n`
    : `create table growing as with recursive upto(n) as (select 1 union all select n + 1 from upto where n < ${rows}) select n from upto`
const next = {
  tag: 'next but one',
  hash: 'made for this test',
  statements: ['alter table visit add column tried text', long],
}

process.stdout.write('begun')
await openDatabase({
  url: process.env.DATABASE_URL ?? '',
  migrations: [...readMigrations(dialect), next],
})
