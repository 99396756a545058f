/* Why: an operator at the terminal does what the settings pages do, through the same door, by names instead of ids,
   and the log says that it was the operator. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import { flagInWords, flagsOf } from '../../../server/cli/flags.ts'
import { WhichCentre } from '../../../server/cli/operator.ts'
import { isSetting, Misused, runSetting, settingsUsage } from '../../../server/cli/settings.ts'
import { doings, listings } from '../../../server/cli/settingsTable.ts'
import { readConfig } from '../../../server/config.ts'
import { commands } from '../../../shared/contract/index.ts'
import { secret, startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
let folder: string
beforeAll(async () => {
  centre = await startCentre()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-cli-'))
})
afterAll(async () => {
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})
const config = () =>
  readConfig({ DATABASE_URL: centre.db.url, ALONGSIDE_DATA: folder, ALONGSIDE_SECRET: secret })
const run = (words: string, ...args: string[]) => runSetting(words, args, config())
const look = async (token: string) => {
  const body = JSON.stringify({ token })
  const answer = await fetch(`${centre.url}/api/invitation.look`, { method: 'POST', body })
  return (await answer.json()) as object
}
const json = async (words: string, ...args: string[]): Promise<unknown> =>
  JSON.parse((await run(words, ...args, '--json')).text)

describe('the table', () => {
  test('runs and asks only what an administrator may', () => {
    for (const { runs } of doings) expect(commands[runs].allow).toContain('administrator')
    const words = [...listings, ...doings].map((one) => one.words)
    expect(new Set(words).size).toBe(words.length)
    for (const one of words) expect(one).toMatch(/^[a-z]+ [a-z-]+$/)
  })

  test('gives each command its flags from the contract', () => {
    expect(flagsOf('agency.add', ['agencyId']).map(flagInWords)).toEqual([
      '--name TEXT',
      expect.stringMatching(/^--kind nhs\|.*\|police\|/),
    ])
    expect(flagsOf('space.change').map(flagInWords)).toEqual([
      '--space TEXT',
      '[--name TEXT]',
      '[--is-hidden yes|no]',
    ])
    expect(flagsOf('centre.change').map(flagInWords)).toContain('[--on-the-way-minutes NUMBER]')
    expect(flagsOf('space.order').map(flagInWords)).toEqual(['--spaces A,B,…'])
  })

  test('is the help, every line of it', () => {
    const usage = settingsUsage()
    for (const { words } of [...listings, ...doings]) expect(usage).toContain(`alongside ${words}`)
    expect(usage).toContain(commands['agency.end'].says)
    expect(isSetting('agencies add')).toBe(true)
    expect(isSetting('visits add')).toBe(false)
  })
})

describe('an operator', () => {
  test('adds an agency, ends it by its name, and is named by the log', async () => {
    const added = (await json('agencies add', '--name', 'Quay Carers', '--kind', 'carers')) as { id: string }
    expect((await run('agencies list')).text).toMatch(/Quay Carers +carers +0 +–/)
    expect(await run('agencies end', '--agency', 'quay carers')).toEqual({
      text: expect.stringMatching(/^Done\. Entry \d+ of the log\.$/),
      code: 0,
    })
    const rows = await centre.db.read.select().from(change).where(eq(change.subject, added.id))
    expect(rows.map(({ kind, actor }) => ({ kind, actor }))).toEqual([
      { kind: 'agency.added', actor: 'operator' },
      { kind: 'agency.ended', actor: 'operator' },
    ])
    const { body } = await centre.as('manager').ask('log', { kind: 'agency.added' })
    expect(body.entries[0]).toMatchObject({ by: { staffId: 'operator', name: '' } })
  })

  test('switches a worker off and on by their user name, and the pages show it', async () => {
    const username = `volunteer-${centre.id}`
    await run('accounts switch-off', '--worker', username)
    expect((await run('accounts switch-off', '--worker', username)).code).toBe(1)
    const { accounts } = (await centre.as('administrator').ask('session.accounts')).body
    const off = accounts.find((one: { username: string }) => one.username === username)
    expect(off.offAt).not.toBeNull()
    expect((await run('accounts switch-on', '--worker', username)).code).toBe(0)
  })

  test('writes down what was agreed with an agency, lists it and ends it', async () => {
    const agreed = ['--agency', 'The Charity', '--agreed-on', '2026-10-01', '--review-by', '2027-10-01']
    const what = ['--purpose', 'Names and wishes', '--kept-at', 'The grey cabinet']
    expect((await run('agreements write', ...agreed, ...what)).code).toBe(0)
    const [written] = (await json('agreements list')) as { id: string }[]
    expect(written).toMatchObject({ of: 'The Charity', agreedOn: '2026-10-01', endedAt: null })
    expect((await run('agreements list')).text).toMatch(/The Charity +2026-10-01 +Names and wishes/)
    expect((await run('agreements end', '--agreement', written?.id ?? '')).code).toBe(0)
    expect(await json('agreements list')).toMatchObject([{ endedAt: expect.any(Number) }])
  })

  test('changes for how long records are kept, and is asked why where it is shorter', async () => {
    const keep = (...more: string[]) => run('retention change', '--kind', 'voluntaryOnly', ...more)
    expect(await keep('--years', '2')).toMatchObject({ code: 1 })
    const why = 'Agreed with our information governance lead'
    expect((await keep('--years', '6', '--why', why)).code).toBe(0)
    expect(await json('retention list')).toContainEqual(
      expect.objectContaining({ kind: 'voluntaryOnly', years: 6, why }),
    )
  })

  test('gives a worker another role and a last day', async () => {
    const worker = ['--worker', `volunteer-${centre.id}`]
    const change = [...worker, '--role', 'peer', '--agency', 'The Charity']
    expect((await run('accounts change-role', ...change)).code).toBe(0)
    expect((await run('accounts end-on', ...worker, '--day', '2030-11-30')).code).toBe(0)
    expect((await json('accounts list')) as object[]).toContainEqual(
      expect.objectContaining({ role: 'peer', leavesAt: expect.any(Number), username: worker[1] }),
    )
    expect((await run('accounts end-on', ...worker, '--day', '2030-11-31')).code).toBe(1)
  })

  test('orders, renames and hides spaces, and changes words of lists', async () => {
    await run('spaces order', '--spaces', 'Room 1, Lounge')
    await run('spaces change', '--space', 'Lounge', '--name', 'Living room', '--is-hidden', 'yes')
    expect(await json('spaces list')).toMatchObject([
      { name: 'Room 1' },
      { name: 'Living room', isHidden: true },
      { name: 'Quiet corner' },
    ])
    await run('lists change', '--list', 'reasons', '--key', 'sleep', '--label', 'Sleeping badly')
    expect((await run('lists list')).text).toContain('Sleeping badly')
  })

  test('is told why something isn’t done', async () => {
    const police = ['--name', 'Ours', '--kind', 'police']
    expect((await run('agencies add', ...police)).text).toContain('get no sign-in here')
    expect(await json('agencies add', ...police)).toEqual({ error: 'getsNoSignIn', kind: 'police' })
    expect(await run('centre change', '--on-the-way-minutes', 'soon')).toMatchObject({ code: 1 })
    expect((await run('agencies end', '--agency', 'Nobody')).code).toBe(1)
    await expect(run('agencies add', '--name', 'Ours')).rejects.toBeInstanceOf(Misused)
    await expect(run('agencies add', '--colour', 'red')).rejects.toBeInstanceOf(Misused)
    await expect(run('agencies list', '--centre', 'Elsewhere')).rejects.toBeInstanceOf(WhichCentre)
  })

  test('hands over a link, which is said once and lets somebody in, and takes one back', async () => {
    const invite = (name: string) =>
      run('invitations make', '--name', name, '--role', 'peer', '--agency', 'The Charity')
    const { text } = await invite('Wren')
    const [, token] = /http:\/\/127\.0\.0\.1:3000\/invitation#([\w-]{43})$/.exec(text) ?? []
    expect(await look(token ?? '')).toMatchObject({ name: 'Wren', username: null })
    expect(JSON.stringify(await json('invitations list'))).not.toContain(token)
    expect((await run('invitations withdraw', '--invitation', 'Wren')).code).toBe(0)
    expect(await look(token ?? '')).toEqual({ error: 'linkOver' })
    const again = await run('accounts make-password-link', '--worker', `peer-${centre.id}`)
    expect(again.text).toContain('/invitation#')
  })

  test('sets up an agency’s sign-in, whose secret is asked for and said nowhere', async () => {
    const theirs = 'whispered by the agency'
    const asking = { asked: 0 }
    const flags = [
      '--name',
      'Estuary',
      '--issuer',
      'https://in.estuary.example',
      '--client-id',
      'a',
      '--claim',
      'sub',
    ]
    const added = await runSetting('providers add', flags, config(), () => {
      asking.asked += 1
      return Promise.resolve(theirs)
    })
    expect([added.code, asking.asked]).toEqual([0, 1])
    await run('providers link', '--provider', 'Estuary', '--worker', `peer-${centre.id}`, '--value', 'p1')
    await run('providers switch-off', '--provider', 'Estuary')
    const listed = await json('providers list')
    expect(listed).toMatchObject([{ name: 'Estuary', links: [{ value: 'p1' }] }])
    expect(JSON.stringify(listed)).not.toContain(theirs)
    expect(settingsUsage()).not.toContain('--client-secret')
  })

  test('names and switches off devices and screens', async () => {
    const { actor } = centre.as('manager')
    await centre.app.door.run('device.enrol', { actor, input: { name: 'Tablet' } })
    await centre.app.door.run('screen.enrol', { actor, input: { name: 'Hall' } })
    await run('devices rename', '--device', 'tablet', '--name', 'Tablet upstairs')
    expect((await run('devices switch-off', '--device', 'Tablet upstairs')).code).toBe(0)
    expect((await run('screens switch-off', '--screen', 'Hall')).code).toBe(0)
    expect(await json('screens list')).toEqual([])
    expect(await json('devices list')).toMatchObject([{ name: 'Tablet upstairs', offAt: expect.any(Number) }])
  })
})
