/**
 * The migrations that this version knows, and which of them a database still needs. The files lie in
 * db/migrations under the project's root, found from the source and from the built server alike.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Migration {
  tag: string
  hash: string
  statements: string[]
}

/** One that a database has had. */
export type Had = Pick<Migration, 'tag' | 'hash'>

/** The database and this version don't belong together. The message is for whoever starts the server. */
export class WrongDatabase extends Error {
  override readonly name = 'WrongDatabase'
}

/** The folder that holds package.json, looked for upwards from here. */
export function projectRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('no package.json above the server: where are its migrations?')
    folder = above
  }
  return folder
}

export function readMigrations(engine: 'sqlite' | 'postgres', root = projectRoot()): Migration[] {
  const folder = join(root, 'db', 'migrations', engine)
  const index = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[]
  }
  return index.entries.map(({ tag }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), 'utf8')
    const hash = createHash('sha256').update(text).digest('hex')
    return { tag, hash, statements: text.split('--> statement-breakpoint') }
  })
}

/** Those that the database hasn't had. @throws WrongDatabase when it has had others. */
export function pending(known: Migration[], had: Had[]): Migration[] {
  had.forEach(({ tag, hash }, at) => {
    const mine = known[at]
    if (!mine) {
      throw new WrongDatabase(
        `This database was made by a newer version of Alongside: it has had "${tag}", which this version doesn't know. ` +
          'Start that version, or restore a backup from before it.',
      )
    }
    if (mine.tag !== tag || mine.hash !== hash) {
      throw new WrongDatabase(
        `This database was made by another build of Alongside: its "${tag}" isn't the one of this version. ` +
          'Start the build it was made by, or begin with a new database.',
      )
    }
  })
  return known.slice(had.length)
}

/** @throws when a trigger that keeps the log from being changed is gone. */
export function assertTriggers(wanted: { name: string }[], found: string[]): void {
  const missing = wanted.map(({ name }) => name).filter((name) => !found.includes(name))
  if (missing.length > 0) {
    throw new WrongDatabase(
      `This database no longer refuses changes to its log: ${missing.join(', ')} missing. Restore a backup, or find out who removed them.`,
    )
  }
}
