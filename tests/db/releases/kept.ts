/** Databases as earlier versions made them, laid down for a test on the engine of the running project. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { dialect } from '../../../db/portable.ts'
import { createTestDatabase, fileOf } from '../../database.ts'
import { query } from '../../postgres.ts'

const end = dialect === 'postgres' ? '.postgres.sql.br' : '.sqlite.db.br'

/** The versions that are kept, such as '0.1.0'. */
export const keptVersions: string[] = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(end))
  .map((name) => name.slice(0, -end.length))

/** @returns the address of a database of that version; remove it as any other of a test. */
export async function layDownVersion(version: string): Promise<string> {
  const bytes = brotliDecompressSync(readFileSync(new URL(`${version}${end}`, import.meta.url)))
  const url = await createTestDatabase({ empty: true })
  if (dialect === 'postgres') await query(url, bytes.toString('utf8'))
  else writeFileSync(fileOf(url), bytes)
  return url
}
