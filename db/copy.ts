/**
 * A whole database as one file, taken while servers write, and laid down again in an empty place. Each engine has
 * its own way (sqlite/copy.ts, postgres/copy.ts); which one a file came from stands in its first bytes.
 */
import { open } from 'node:fs/promises'
import { CannotCopy } from './failure.ts'
import { dialect } from './portable.ts'
import * as postgres from './postgres/copy.ts'
import * as sqlite from './sqlite/copy.ts'

const twin = dialect === 'postgres' ? postgres : sqlite

/** Writes everything that was committed before the call to `file`, which mustn't exist. @throws CannotCopy */
export const copyTo = (url: string, file: string): Promise<void> => told(() => twin.copyTo(url, file))

/** Whether nothing is in the place that `url` names: only there may a copy be laid down. */
export const isEmptyPlace = (url: string): Promise<boolean> => told(() => twin.isEmptyPlace(url))

/** A copy that lies beside the database, in place of an earlier one; gives its path, or null where an engine has no beside. */
export const copyBeside = (url: string): Promise<string | null> => told(() => twin.copyBeside(url))

/** Makes the database of `file` where `url` says, with an epoch of its own. @throws CannotCopy when the place isn't empty. */
export async function layDown(file: string, url: string): Promise<void> {
  await assertOwnKind(file)
  if (!(await isEmptyPlace(url))) {
    throw new CannotCopy('There is a database in this place already. Name an empty one in DATABASE_URL.')
  }
  await told(() => twin.layDown(file, url))
}

/** A place for looking at a copy, gone after `use`. */
export async function inScratchPlace<T>(
  url: string,
  folder: string,
  use: (scratch: string) => Promise<T>,
): Promise<T> {
  const place = await told(() => twin.scratchPlace(url, folder))
  try {
    return await use(place.url)
  } finally {
    await place.remove()
  }
}

async function assertOwnKind(file: string): Promise<void> {
  const handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0).finally(() => handle.close())
  const begins = buffer.subarray(0, bytesRead).toString('latin1')
  const kind = begins.startsWith('SQLite format 3')
    ? 'sqlite'
    : begins.startsWith('PGDMP')
      ? 'postgres'
      : undefined
  if (kind === undefined) throw new CannotCopy('This file isn’t a copy of a database.')
  if (kind !== dialect) {
    throw new CannotCopy(
      `This copy is of a ${kind === 'sqlite' ? 'SQLite file' : 'PostgreSQL database'}: DATABASE_URL must name one.`,
    )
  }
}

/** What a tool or a driver says may carry rows: only our own sentences go on. */
async function told<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CannotCopy) throw error
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new CannotCopy(`The database couldn’t be copied${code}.`)
  }
}
