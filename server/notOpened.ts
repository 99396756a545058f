/** What an operator is told, in one sentence and without a stack, about a database that can’t be used now. */
import type { Unavailable, Why } from '../db/failure.ts'

const since: Partial<Record<Why, string>> = {
  full: 'the disk is full',
  readOnly: 'it, its disk or its file may only be read',
  standby:
    'it follows another and may only be read: promote it (select pg_promote()), or name the one that is written to',
  unconfirmed: 'no standby confirms what is written to it',
  disk: 'the disk can’t be read or written',
  damaged: 'it is damaged: keep the file, and restore the last backup into an empty place',
  busy: 'another program holds it',
  exhausted: 'it has no connection to give',
  lost: 'it doesn’t answer',
}

export const notOpened = ({ why }: Unavailable): string =>
  `DATABASE_URL: the database can’t be opened, since ${since[why] ?? 'it is not available'}.`
