/** The secret that signs: given by the environment, or made on the first start and kept beside the data. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** @throws the file system's error when the folder can't be written. */
export async function secretFor(given: string | undefined, folder: string): Promise<string> {
  if (given !== undefined) return given
  const file = join(folder, 'secret')
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (kept !== null && kept.trim().length >= 32) return kept.trim()
  await mkdir(folder, { recursive: true })
  const made = randomBytes(48).toString('base64url')
  // `wx`: of two servers that start together, one makes it and the other reads what the first made.
  try {
    await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return (await readFile(file, 'utf8')).trim()
  }
}
