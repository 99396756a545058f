/** Another secret signs nobody out, and what was digested with the one before is still known again. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoor } from '../../server/commands/run.ts'
import { handlers } from '../../server/features.ts'
import { secretsFor } from '../../server/secret.ts'
import { secret, startCentre, type TestCentre } from '../harness.ts'

const newer = 'the secret of this year, which signs from today on'

describe('a command that was sent before the secret changed', () => {
  let centre: TestCentre
  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(() => centre.close())

  test('is answered as before when it is sent again, and its key is nobody else’s', async () => {
    const { db, clock } = centre
    const parts = { db, clock, newId: uuidv7, handlers, wake: () => undefined }
    const { actor } = centre.as('desk')
    const ask = { actor, input: { label: 'Sam' }, key: uuidv7() }
    const first = await createDoor({ ...parts, secret }).run('visit.arrive', ask)
    const after = createDoor({ ...parts, secret: newer, secretsBefore: [secret] })
    expect(await after.run('visit.arrive', ask)).toEqual(first)
    expect(await after.run('visit.arrive', { ...ask, input: { label: 'Jo' } })).toMatchObject({
      is: 'refused',
      state: 'keyReused',
    })
    const without = createDoor({ ...parts, secret: newer })
    expect(await without.run('visit.arrive', ask)).toMatchObject({ state: 'keyReused' })
  })
})

describe('secrets', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alongside-secret-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('of the environment: the first signs, those before it follow', async () => {
    expect(await secretsFor(newer, [secret], folder)).toEqual([newer, secret])
  })

  test('one is made and kept, its owner’s alone to read, and a newer line above it signs instead', async () => {
    const place = join(folder, 'new')
    const [made] = await secretsFor(undefined, [], place)
    expect(made.length).toBeGreaterThanOrEqual(32)
    expect(await secretsFor(undefined, [], place)).toEqual([made])
    const file = join(place, 'secret')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await writeFile(file, `${newer}\n${await readFile(file, 'utf8')}`)
    expect(await secretsFor(undefined, [secret], place)).toEqual([newer, made, secret])
  })

  test('a file without one stops the start', async () => {
    await writeFile(join(folder, 'secret'), 'short\n')
    await expect(secretsFor(undefined, [], folder)).rejects.toThrow(/holds no secret/)
  })
})
