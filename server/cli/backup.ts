/**
 * Backup and restore. A backup counts only when it has been opened again with the same passphrase and its logs
 * walked; a restore goes into an empty place alone, is brought to this version, and is walked before it is said
 * to be there.
 */
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { copyTo, inScratchPlace, layDown } from '../../db/copy.ts'
import { openDatabase, openReading } from '../../db/open.ts'
import { realClock } from '../clock.ts'
import { createDoor } from '../commands/run.ts'
import { handlers } from '../features.ts'
import { tellAgain, type ToldAgain } from '../holding/again.ts'
import { openFollower } from '../holding/keeper.ts'
import { listName, readLists } from '../holding/list.ts'
import { isWhole, type Verdict, verify } from '../proof/verify.ts'
import { findCentres } from '../centres.ts'
import { seal, unseal } from './archive.ts'
import { backupTimes, nameAt, superseded } from './generations.ts'

export interface Walked {
  centre: { id: string; name: string; timeZone: string }
  verdict: Verdict
}

/** The copy was made and can be opened, but what is in it isn't what was written. The file is kept. */
export class NotWhole extends Error {
  override readonly name = 'NotWhole'
  constructor(readonly walked: readonly Walked[]) {
    super('The log in this backup isn’t whole.')
  }
}

async function inOwnFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  await sweepUp()
  const folder = await mkdtemp(join(tmpdir(), `alongside-backup-${process.pid}-`))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A run that was killed leaves a copy that anybody on the machine could read: it goes with the next. */
async function sweepUp(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = /^alongside-backup-(\d+)-/.exec(name) ?? []
    if (pid !== undefined && !isRunning(Number(pid))) {
      await rm(join(tmpdir(), name), { recursive: true, force: true })
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Brought to this version first, since that is what can be walked; so a backup that is taken before an upgrade has
 * tried it. And closed again, so that whoever serves it begins from the file.
 */
async function upgradedAndWalked(url: string): Promise<Walked[]> {
  await (await openDatabase({ url })).close()
  return await walk(url)
}

async function walk(url: string): Promise<Walked[]> {
  const reading = openReading({ url })
  try {
    const walked: Walked[] = []
    for (const centre of await findCentres(reading.read)) {
      walked.push({ centre, verdict: await verify(reading.read, centre.id) })
    }
    return walked
  } finally {
    await reading.close()
  }
}

function assertWhole(walked: Walked[]): Walked[] {
  if (!walked.every(({ verdict }) => isWhole(verdict))) throw new NotWhole(walked)
  return walked
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/**
 * Copies, seals, opens again and walks, and brings the list of what was erased up to now beside it. `to`: a folder (which keeps generations) or a new file's path. `now`: UTC ms.
 * @throws CannotCopy, CannotOpen, NotWhole
 */
export async function backUp(
  url: string,
  { to, passphrase, now }: { to: string; passphrase: string; now: number },
): Promise<{ file: string; walked: Walked[] }> {
  const intoFolder = to.endsWith('/') || (await isFolder(to))
  if (intoFolder) await mkdir(to, { recursive: true, mode: 0o700 })
  const file = intoFolder ? join(to, nameAt(now)) : to
  const walked = await inOwnFolder(async (folder) => {
    const copy = join(folder, 'copy')
    await copyTo(url, copy)
    await seal(copy, file, passphrase)
    await rm(copy)
    const again = join(folder, 'again')
    await unseal(file, again, passphrase)
    return await inScratchPlace(url, folder, async (scratch) => {
      await layDown(again, scratch)
      return await upgradedAndWalked(scratch)
    })
  })
  assertWhole(walked)
  await keepList(url, dirname(file))
  if (intoFolder) await dropSuperseded(to, now)
  return { file, walked }
}

async function dropSuperseded(folder: string, now: number): Promise<void> {
  const times = await backupTimes(folder)
  for (const at of superseded(times, now)) await rm(join(folder, nameAt(at)), { force: true })
  // What is still coming after an hour was killed on its way.
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.age.coming')) continue
    const file = join(folder, name)
    const found = await stat(file).catch(() => null)
    if (found && Date.now() - found.mtimeMs > 3_600_000) await rm(file, { force: true })
  }
}

async function keepList(url: string, folder: string): Promise<void> {
  const reading = openReading({ url })
  try {
    await (await openFollower(reading.read, [folder])).follow()
  } finally {
    await reading.close()
  }
}

/** Without the list nobody can know what was erased since: nothing has been laid down. */
export class NoList extends Error {
  override readonly name = 'NoList'
  constructor() {
    super(
      `There is no list of what was erased, what people chose and who left (${listName}), neither beside the backup nor in ALONGSIDE_DATA: what was erased after this backup would be there again. Lay the list beside it, or say --without-list where there is none to be had.`,
    )
  }
}

export interface Restored {
  walked: Walked[]
  /** Null: there was no list, and the operator said that it goes without. */
  again: ToldAgain | null
}

/**
 * Before it is said to be there, what was erased, chosen and who left after the backup is told again. `lists`: the folders
 * in which the list may lie besides the backup's own. `secret`: the server's.
 * @throws CannotOpen, CannotCopy where the place isn't empty, WrongDatabase, NotWhole, NoList
 */
export async function restore(
  file: string,
  url: string,
  parts: { passphrase: string; lists: readonly string[]; isWithoutList?: boolean; secret: string },
): Promise<Restored> {
  const held = await readLists([dirname(file), ...parts.lists])
  if (held === null && !parts.isWithoutList) throw new NoList()
  return await inOwnFolder(async (folder) => {
    const copy = join(folder, 'copy')
    await unseal(file, copy, parts.passphrase)
    await layDown(copy, url)
    const walked = assertWhole(await upgradedAndWalked(url))
    if (held === null) return { walked, again: null }
    const db = await openDatabase({ url })
    try {
      const again = await tellAgain({
        read: db.read,
        door: createDoor({
          ...{ db, clock: realClock, newId: uuidv7, secret: parts.secret, handlers },
          wake: () => undefined,
        }),
        held,
        now: realClock.now(),
      })
      const { people, visits, enquiries, choices, leavers } = again
      const isAsWalked = people + visits + enquiries + choices + leavers === 0
      return { walked: isAsWalked ? walked : assertWhole(await walk(url)), again }
    } finally {
      await db.close()
    }
  })
}
