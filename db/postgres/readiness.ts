/**
 * Whether a PostgreSQL server takes what is written, and if not, why. Asked with every `/readyz`, so it must leave
 * nothing behind and wait for nobody: not for a standby, nor for anybody's row.
 */
import type pg from 'pg'
import { Unavailable } from '../failure.ts'

/** What is written waits longer (ms) for a standby than a busy one takes. */
const confirmsWithin = 2_000

/** In a transaction of `client`, which is then committed: that is when the disk is asked. @throws Unavailable */
export async function assertWritable(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ follows: boolean; isReadOnly: boolean; isUnconfirmed: boolean }>(
    `SELECT pg_is_in_recovery() AS follows,
       current_setting('transaction_read_only') = 'on' AS "isReadOnly",
       EXISTS (
         SELECT 1 FROM pg_stat_activity
         WHERE datname = current_database() AND usename = current_user AND wait_event = 'SyncRep'
           AND state_change < clock_timestamp() - interval '${confirmsWithin} milliseconds')
       OR current_setting('synchronous_standby_names') <> ''
         AND NOT EXISTS (SELECT 1 FROM pg_stat_replication) AS "isUnconfirmed"`,
  )
  const [found] = rows
  if (found?.follows) throw new Unavailable('standby')
  if (found?.isReadOnly) throw new Unavailable('readOnly', '25006')
  if (found?.isUnconfirmed) throw new Unavailable('unconfirmed')
  // One that no standby has to confirm, or asking would itself wait, on a connection that others need.
  await client.query('SET LOCAL synchronous_commit = local')
  // A row that nobody changes: that it is held is written down, and flushed with COMMIT.
  await client.query('SELECT 1 FROM migration LIMIT 1 FOR KEY SHARE')
}
