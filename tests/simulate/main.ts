/** `npm run simulate`: plays a day and says how it went; ends with 1 if any board differs or anything was wrong. */
import { readOptions, WrongOptions } from './options.ts'
import { passes, reportOf } from './report.ts'
import { simulate } from './simulate.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  try {
    const outcome = await simulate(readOptions(process.argv.slice(2)), say)
    for (const line of reportOf(outcome)) say(line)
    return passes(outcome) ? 0 : 1
  } catch (error) {
    if (!(error instanceof WrongOptions)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

// Stopped by hand: out by the ordinary way, so that the server of its own goes too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

process.exitCode = await main()
