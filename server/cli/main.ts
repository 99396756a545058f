/** The `alongside` command: what an operator does beside serving. Says in sentences what came of it; never a person's words. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Unavailable } from '../../db/failure.ts'
import { openReading } from '../../db/open.ts'
import { readConfig } from '../config.ts'
import { backUp, NotWhole, restore, type Walked } from './backup.ts'
import { createAsking } from './asking.ts'
import { findCentres } from '../centres.ts'
import { createCentre, createCentreUsage } from './createCentre.ts'
import { isSetting, Misused, runSetting, settingsUsage } from './settings.ts'
import { notOpened } from '../notOpened.ts'
import { secretsFor } from '../secret.ts'
import { againInWords, keptInWords, verdictInWords } from './words.ts'
import type { Checkpoint } from '../../shared/contract/proof.ts'
import { readCheckpoints } from '../proof/keptCheckpoints.ts'
import { isWhole, verify } from '../proof/verify.ts'

const usage = `alongside first-start
  Serves a page in the browser on which a centre is made, guarded by a code that this terminal shows; then serves
  the centre. As npm start with ALONGSIDE_FIRST_START=1.

alongside verify [--checkpoint NUMBER:HASH|FILE]
  Walks the log from its first entry and says whether it is whole, and fits a checkpoint from paper or a file
  of them that was kept outside. Ends with 1 when it isn't.

alongside backup --to FOLDER|FILE
  Copies the database while it is used, under a passphrase, opens the copy again and walks its log. In a
  folder the copies of the last day, the last hours, days and months are kept, and older ones go.

alongside restore FILE [--without-list]
  Makes the database of a backup where DATABASE_URL says; refused where there is one already. What was erased and
  who left after the backup is told again from the list beside it or in ALONGSIDE_DATA; refused without one.

The database is the one that DATABASE_URL names, the passphrase is ALONGSIDE_BACKUP_PASSPHRASE.
`
const alsoSettings = `
Settings, as on the pages under /settings; the log names the operator. Each takes --json, and --centre NAME where
there are several. An agency, a space or a worker is said by name or user name.

`

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)

/** What is to be found again, for a centre: from NUMBER:HASH, or from a file that the server wrote. */
type Kept = (centreId: string) => readonly Checkpoint[]

async function checkpointsFrom(text: string, centres: number): Promise<Kept> {
  const [, seq, hash] = /^(\d+):([\w-]+)$/.exec(text) ?? []
  if (seq === undefined || hash === undefined) {
    const inFile = readCheckpoints(
      await readFile(text, 'utf8').catch(() => {
        throw new Misused(
          'A checkpoint is written as its number and its hash, such as 8297:Zm9v, or is a file that can be read.',
        )
      }),
    )
    return (centreId) => inFile.get(centreId) ?? []
  }
  if (centres > 1) throw new Misused('A checkpoint belongs to one centre; there are several here.')
  return () => [{ seq: Number(seq), hash }]
}

/** @returns whether every centre's log is whole. */
async function runVerify(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { checkpoint: { type: 'string' } } })
  const reading = openReading({ url: readConfig(process.env).databaseUrl })
  try {
    const centres = await findCentres(reading.read)
    if (centres.length === 0) say('There is no centre in this database yet.')
    const { checkpoint } = values
    const keptOf = checkpoint === undefined ? undefined : await checkpointsFrom(checkpoint, centres.length)
    let whole = true
    for (const centre of centres) {
      const kept = keptOf?.(centre.id) ?? []
      const verdict = await verify(reading.read, centre.id, kept)
      for (const sentence of verdictInWords(centre, verdict)) say(sentence)
      if (keptOf) say(keptInWords(kept.length))
      whole &&= isWhole(verdict)
    }
    return whole
  } finally {
    await reading.close()
  }
}

function passphrase(): string {
  const { backupPassphrase } = readConfig(process.env)
  if (backupPassphrase === undefined) {
    throw new Misused('Say what seals it in ALONGSIDE_BACKUP_PASSPHRASE, at least 12 characters.')
  }
  return backupPassphrase
}

function tell(walked: readonly Walked[]): void {
  for (const { centre, verdict } of walked)
    for (const sentence of verdictInWords(centre, verdict)) say(sentence)
}

async function runBackup(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { to: { type: 'string' } } })
  if (values.to === undefined) throw new Misused('Say where: alongside backup --to FOLDER')
  const { databaseUrl } = readConfig(process.env)
  const { file, walked } = await backUp(databaseUrl, {
    to: values.to,
    passphrase: passphrase(),
    now: Date.now(),
  })
  say(`Backed up to ${file}, opened again and walked:`)
  tell(walked)
}

async function runRestore(args: string[]): Promise<void> {
  const options = { 'without-list': { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
  const [file] = positionals
  if (file === undefined) throw new Misused('Say which: alongside restore FILE')
  const config = readConfig(process.env)
  const { secret, secretsBefore, dataFolder, backups } = config
  const { walked, again } = await restore(file, config.databaseUrl, {
    passphrase: passphrase(),
    lists: [dataFolder, ...(backups ? [backups.folder] : [])],
    isWithoutList: values['without-list'] ?? false,
    secret: (await secretsFor(secret, secretsBefore, dataFolder))[0],
  })
  tell(walked)
  for (const sentence of againInWords(again)) say(sentence)
  say('Restored. Everybody’s screen begins with a new picture when you start the server.')
}

async function main(): Promise<number> {
  const [command, ...args] = process.argv.slice(2)
  if (command === 'verify') return (await runVerify(args)) ? 0 : 1
  if (command === 'backup') return runBackup(args).then(() => 0)
  if (command === 'restore') return runRestore(args).then(() => 0)
  if (command === 'create-centre') {
    const asking = createAsking(process.stdin, process.stdout)
    say(await createCentre(args, readConfig(process.env), asking).finally(asking.close))
    return 0
  }
  const words = [command, args[0]].join(' ')
  if (isSetting(words)) {
    // Opened only where something is asked: a terminal that is read would keep a script waiting for its end.
    const askSecret = async (question: string): Promise<string> => {
      const asking = createAsking(process.stdin, process.stderr)
      return await asking.ask(question, { isSecret: true }).finally(asking.close)
    }
    const { text, code } = await runSetting(words, args.slice(1), readConfig(process.env), askSecret)
    say(text)
    return code
  }
  process.stdout.write(`${usage}\n${createCentreUsage}${alsoSettings}${settingsUsage()}`)
  return command === undefined || command === 'help' || command === '--help' ? 0 : 2
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof NotWhole) tell(error.walked)
  const sentence =
    error instanceof Unavailable
      ? notOpened(error)
      : error instanceof Error
        ? error.message
        : 'Something went wrong that has no name.'
  process.stderr.write(`Alongside can’t do that. ${sentence}\n`)
  process.exitCode = 2
}
