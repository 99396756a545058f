/* Why: the command that an operator or an inspector runs: what it says, and the code that a script goes by. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkpointNow } from '../../../server/proof/checkpoint.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
let folder: string
beforeEach(async () => {
  centre = await startCentre()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-verify-'))
})
afterEach(async () => {
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})

async function verify(...words: string[]): Promise<{ code: number; said: string }> {
  const program = ['--import', 'tsx', 'server/cli/main.ts', 'verify', ...words]
  const child = spawn(process.execPath, program, { env: { ...process.env, DATABASE_URL: centre.db.url } })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await once(child, 'close')) as [number]
  return { code, said: (await said).join('') }
}

test('holds the log against every checkpoint in a file, and says how many', async () => {
  const { seq, hash } = await checkpointNow(centre.db.read, centre.id)
  const line = (checkpoint: object) =>
    `${JSON.stringify({ centreId: centre.id, takenAt: 0, ...checkpoint })}\n`
  const file = join(folder, 'checkpoints')
  writeFileSync(file, line({ seq, hash }))
  const whole = await verify('--checkpoint', file)
  expect(whole).toMatchObject({ code: 0 })
  expect(whole.said).toContain('entries, whole, until 20:46')
  expect(whole.said).toContain('Held against 1 checkpoint kept outside.')

  writeFileSync(file, line({ seq, hash }) + line({ seq: seq + 3, hash }))
  const cut = await verify('--checkpoint', file)
  expect(cut).toMatchObject({ code: 1 })
  expect(cut.said).toContain(`The first fault: entry ${seq + 1} is missing.`)
  expect((await verify('--checkpoint', `${seq}:${hash}`)).code).toBe(0)
})

test('what is neither a checkpoint nor a file is said in a sentence', async () => {
  const { code, said } = await verify('--checkpoint', join(folder, 'nowhere'))
  expect(code).toBe(2)
  expect(said).toContain('A checkpoint is written as its number and its hash')
})
