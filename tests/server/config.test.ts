/** The environment: what stands where nothing is given, and a sentence that names each wrong value. */
import { describe, expect, test } from 'vitest'
import { checkSuits, readConfig, WrongConfig } from '../../server/config.ts'

test('nothing given is a centre on this machine', () => {
  expect(readConfig({ PATH: '/bin', PORT: '' })).toEqual({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: 'file:./data/centre.db',
    secret: undefined,
    secretsBefore: [],
    origin: undefined,
    playedClock: undefined,
    logLevel: undefined,
    dataFolder: './data',
    backups: undefined,
    backupPassphrase: undefined,
    isFirstStart: false,
  })
})

const secret = 'thirty-two characters, or a few more'
const older = 'the secret before that has no comma'
test.each<[string, string, object]>([
  ['PORT', '0', { port: 0 }],
  ['PORT', '65535', { port: 65_535 }],
  ['HOST', '::1', { host: '::1' }],
  ['DATABASE_URL', 'postgres://alongside@db/centre', { databaseUrl: 'postgres://alongside@db/centre' }],
  ['DATABASE_URL', 'postgresql://db/centre', { databaseUrl: 'postgresql://db/centre' }],
  ['ALONGSIDE_SECRET', secret, { secret }],
  ['ALONGSIDE_SECRET_BEFORE', `${older},${older}`, { secretsBefore: [older, older] }],
  ['ALONGSIDE_ORIGIN', 'https://centre.example/board', { origin: 'https://centre.example' }],
  [
    'ALONGSIDE_CLOCK',
    '2026-10-24T20:00:00Z,60',
    { playedClock: { start: Date.UTC(2026, 9, 24, 20), speed: 60 } },
  ],
  ['ALONGSIDE_LOG', 'debug', { logLevel: 'debug' }],
  ['ALONGSIDE_FIRST_START', '1', { isFirstStart: true }],
  ['ALONGSIDE_DATA', 'elsewhere', { dataFolder: 'elsewhere' }],
  ['ALONGSIDE_BACKUP_PASSPHRASE', 'twelve chars', { backupPassphrase: 'twelve chars' }],
])('%s=%s is taken', (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected)
})

describe.each<[string, string[]]>([
  ['PORT', ['-1', '65536', '3000.5', 'marker-value']],
  ['DATABASE_URL', ['mysql://marker-value', 'marker-value.db', 'file:']],
  ['ALONGSIDE_SECRET', ['marker-value too short']],
  ['ALONGSIDE_SECRET_BEFORE', ['marker-value too short', `${older},marker-value`, `${older},`]],
  ['ALONGSIDE_ORIGIN', ['marker-value', 'ftp://marker-value.example']],
  [
    'ALONGSIDE_CLOCK',
    ['marker-value', 'marker-value,60', '2026-10-24T20:00:00Z', '2026-10-24T20:00:00Z,0', '2026-10-24,10001'],
  ],
  ['ALONGSIDE_LOG', ['marker-value']],
])('%s', (name, wrong) => {
  test.each(wrong)('%s stops the start, naming it and never its value', (value) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(WrongConfig)
    expect(read).toThrow(new RegExp(`^${name} must `))
    expect(read).not.toThrow(/marker-value/)
  })
})

test('a folder for backups needs a passphrase, and takes one every quarter of an hour', () => {
  const folder = { ALONGSIDE_BACKUPS: '/backups' }
  expect(() => readConfig(folder)).toThrow('ALONGSIDE_BACKUP_PASSPHRASE')
  const given = { ...folder, ALONGSIDE_BACKUP_PASSPHRASE: 'twelve chars' }
  expect(readConfig(given).backups).toEqual({ folder: '/backups', everyMinutes: 15 })
  expect(readConfig({ ...given, ALONGSIDE_BACKUP_MINUTES: '60' }).backups?.everyMinutes).toBe(60)
})

test('checkpoints go to a file or, signed, to an address, once an hour', () => {
  expect(readConfig({}).checkpoints).toBeUndefined()
  expect(readConfig({ ALONGSIDE_CHECKPOINT_FILE: '/outside' }).checkpoints).toEqual({
    file: '/outside',
    address: undefined,
    everyMinutes: 60,
  })
  const url = 'https://elsewhere.example/checkpoints'
  expect(() => readConfig({ ALONGSIDE_CHECKPOINT_URL: url })).toThrow('ALONGSIDE_CHECKPOINT_KEY must')
  const key = 'sixteen letters!'
  const given = { ALONGSIDE_CHECKPOINT_URL: url, ALONGSIDE_CHECKPOINT_KEY: key }
  expect(readConfig({ ...given, ALONGSIDE_CHECKPOINT_MINUTES: '5' }).checkpoints).toEqual({
    file: undefined,
    address: { url, key },
    everyMinutes: 5,
  })
})

describe('what suits the centre that is there', () => {
  const suits = (environment: Record<string, string>, isDemonstration: boolean) => () =>
    checkSuits(readConfig(environment), isDemonstration)
  const clock = { ALONGSIDE_CLOCK: '2026-10-24T20:00:00Z,60' }

  test.each(['0.0.0.0', '::', '192.168.1.20', 'centre.example', '127.0.0.1.centre.example', '127.0.0.2'])(
    'the demonstration isn’t served on %s: everybody knows its sign-ins',
    (HOST) => {
      expect(suits({ HOST }, true)).toThrow(WrongConfig)
      expect(suits({ HOST }, true)).toThrow(/^HOST: .*127\.0\.0\.1 only/)
      expect(suits({ HOST }, false)).not.toThrow()
    },
  )
  test.each(['', '127.0.0.1', 'localhost', '::1'])('it is on this machine alone: %j', (HOST) => {
    expect(suits({ HOST }, true)).not.toThrow()
  })
  test('a played clock is the demonstration’s alone', () => {
    expect(suits(clock, true)).not.toThrow()
    expect(suits(clock, false)).toThrow(WrongConfig)
    expect(suits(clock, false)).toThrow(/^ALONGSIDE_CLOCK: /)
  })
})
