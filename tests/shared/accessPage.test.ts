/** The page for whoever has to answer for who sees what says what the program does. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { accessFile, accessPage } from '../docs/accessPage.ts'

test('docs/access.md is what the table says: if not, npm run docs:access writes it anew', async () => {
  expect(await readFile(accessFile, 'utf8')).toBe(await accessPage())
})
