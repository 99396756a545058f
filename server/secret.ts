/** The secret that signs: given by the environment, or made on the first start and kept beside the data. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const shortest = 32

/**
 * The first signs, all are known again: so that a secret can be changed without signing anybody out. In the
 * file each has a line of its own, the newest first. @throws the file system's error when the folder can't be
 * written.
 */
export async function secretsFor(
  given: string | undefined,
  before: readonly string[],
  folder: string,
): Promise<readonly [string, ...string[]]> {
  if (given !== undefined) return [given, ...before]
  const file = join(folder, 'secret')
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  const [newest, ...older] = linesOf(kept)
  if (newest !== undefined) return [newest, ...older, ...before]
  await mkdir(folder, { recursive: true })
  const made = randomBytes(48).toString('base64url')
  // `wx`: of two servers that start together, one makes it and the other reads what the first made.
  try {
    await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
    return [made, ...before]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const [theirs] = linesOf(await readFile(file, 'utf8'))
    if (theirs === undefined) throw new Error(`${file} holds no secret`, { cause: error })
    return [theirs, ...before]
  }
}

/** Lines that are too short to be secrets aren't. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= shortest)
