/** Copies of a SQLite file: its own online backup, which sees one moment and stops no writer. The twin of postgres/copy.ts. */
import { randomUUID } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Sqlite } from './driver.ts'

const fileOf = (url: string) =>
  url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length))

/** More pages than any file has: all in one step, or every write meanwhile would begin it anew. */
const allPages = 2 ** 31 - 1

export async function copyTo(url: string, file: string): Promise<void> {
  const source = new Sqlite(fileOf(url), { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    await source.backup(file, { progress: () => allPages })
  } finally {
    source.close()
  }
}

/** As readable as the database itself: it takes over its mode. Whole before it has its name. */
export async function copyBeside(url: string): Promise<string> {
  const kept = `${fileOf(url)}.before-upgrade`
  const coming = `${kept}.coming-${randomUUID()}`
  try {
    await copyTo(url, coming)
    await chmod(coming, (await stat(fileOf(url))).mode & 0o777)
    const handle = await open(coming, 'r+')
    await handle.sync().finally(() => handle.close())
    await rename(coming, kept)
  } finally {
    await rm(coming, { force: true })
  }
  return kept
}

export function isEmptyPlace(url: string): Promise<boolean> {
  const file = fileOf(url)
  return Promise.resolve(!['', '-wal', '-journal'].some((end) => existsSync(`${file}${end}`)))
}

export async function layDown(file: string, url: string): Promise<void> {
  const target = fileOf(url)
  await mkdir(dirname(target), { recursive: true })
  const beside = `${target}.coming-${randomUUID()}`
  try {
    await copyFile(file, beside, constants.COPYFILE_EXCL)
    const raw = new Sqlite(beside)
    raw.pragma('journal_mode = DELETE')
    raw.function('fresh', { deterministic: false }, () => randomUUID())
    raw.prepare('update feed set epoch = fresh()').run()
    raw.close()
    const handle = await open(beside, 'r+')
    await handle.sync().finally(() => handle.close())
    // Copied with "only where nothing is", not renamed: a server that started meanwhile keeps its file.
    await copyFile(beside, target, constants.COPYFILE_EXCL)
  } finally {
    await rm(beside, { force: true })
  }
}

export async function scratchPlace(_url: string, folder: string) {
  const own = await mkdtemp(join(folder, 'look-'))
  return {
    url: `file:${join(own, 'copy.db')}`,
    remove: () => rm(own, { recursive: true, force: true }),
  }
}
