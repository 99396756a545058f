/** The `alongside` command: what an operator does beside serving. Says in sentences what came of it; never a person's words. */
import { parseArgs } from 'node:util'
import { openReading } from '../../db/open.ts'
import { readConfig, WrongConfig } from '../config.ts'
import { findCentres } from './centres.ts'
import { verdictInWords } from './words.ts'
import { type Checkpoint, isWhole, verify } from '../proof/verify.ts'

const usage = `alongside verify [--checkpoint NUMBER:HASH]
  Walks the log from its first entry and says whether it is whole. Ends with 1 when it isn't.

The database is the one that DATABASE_URL names.
`

class Misused extends Error {}

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)

function checkpointFrom(text: string | undefined): Checkpoint | undefined {
  if (text === undefined) return undefined
  const [, seq, hash] = /^(\d+):([\w-]+)$/.exec(text) ?? []
  if (seq === undefined || hash === undefined) {
    throw new Misused('A checkpoint is written as its number and its hash, such as 8297:Zm9v.')
  }
  return { seq: Number(seq), hash }
}

/** @returns whether every centre's log is whole. */
async function runVerify(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { checkpoint: { type: 'string' } } })
  const expected = checkpointFrom(values.checkpoint)
  const reading = openReading({ url: readConfig(process.env).databaseUrl })
  try {
    const centres = await findCentres(reading.read)
    if (centres.length === 0) say('There is no centre in this database yet.')
    if (expected && centres.length > 1)
      throw new Misused('A checkpoint belongs to one centre; there are several here.')
    let whole = true
    for (const centre of centres) {
      const verdict = await verify(reading.read, centre.id, expected)
      for (const sentence of verdictInWords(centre, verdict)) say(sentence)
      whole &&= isWhole(verdict)
    }
    return whole
  } finally {
    await reading.close()
  }
}

async function main(): Promise<number> {
  const [command, ...args] = process.argv.slice(2)
  if (command === 'verify') return (await runVerify(args)) ? 0 : 1
  process.stdout.write(usage)
  return command === undefined || command === 'help' || command === '--help' ? 0 : 2
}

try {
  process.exitCode = await main()
} catch (error) {
  const isOurs = error instanceof Misused || error instanceof WrongConfig || error instanceof Error
  process.stderr.write(
    `Alongside can’t do that. ${isOurs ? error.message : 'Something went wrong that has no name.'}\n`,
  )
  process.exitCode = 2
}
