/**
 * `npm run soak`: 60 workers and about 250 walk-ins a day, first for a while on a good line, then on a bad one with a
 * server that is killed every minute or three, and towards the end lives on. An hour is a whole week; `--minutes` plays
 * less of it. Ends with 1 when anything was lost, done twice or is apart.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../seeded.ts'
import { passes, reportOf } from '../simulate/report.ts'
import { type Outcome, simulate } from '../simulate/simulate.ts'
import { type Findings, findingsOf, slopeOf } from './findings.ts'
import { openLossyLine } from './lossyLine.ts'
import { readOptions, type SoakOptions, WrongOptions } from './options.ts'
import { startSoakServer } from './soakServer.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
/** A Monday, so that a week is one. */
const monday = Date.parse('2026-11-02T07:00:00Z')
const speed = 168
const crowd = { workers: 60, times: 6 }
/** Of the time, this much is calm. */
const calmPart = 1 / 6
/** Of the rest, in this much the server is killed; after it one process lives on, to show what its memory does. */
const killedPart = 0.55

interface Part {
  outcome: Outcome
  findings: Findings
  kills: number
  lost: number
  /** Live objects, megabytes an hour, of each process that lived long enough to say. */
  slopes: number[]
  most: number
}

async function play(isRough: boolean, minutes: number, seed: number): Promise<Part> {
  const { next: draw } = seeded(seed)
  const server = await startSoakServer(monday, speed, crowd.workers)
  const line = isRough ? await openLossyLine(server.port, draw) : null
  const direct = `http://127.0.0.1:${server.port}`
  const over = new AbortController()
  let isPlaying = true
  const killing = isRough
    ? killNowAndThen(server, draw, over.signal, minutes * 60_000 * killedPart)
    : Promise.resolve()
  const hours = (minutes / 60) * speed
  const outcome = await simulate(
    {
      speed,
      hours,
      seed: String(seed),
      from: monday,
      url: line?.url ?? direct,
      crowd,
      ...(line ? { loses: () => isPlaying && draw() < 0.1 } : {}),
      atTheEnd: () => {
        isPlaying = false
        line?.mend()
      },
    },
    say,
  )
  over.abort()
  await killing
  const lost = line?.lost ?? 0
  line?.close()
  const faults = server.faults()
  await server.stop()
  const findings = await findingsOf(server.file, outcome.ledger.presses)
  server.remove()
  return {
    outcome: { ...outcome, faults },
    findings,
    kills: server.kills,
    lost,
    slopes: server.lives.flatMap((life) => slopeOf(life) ?? []),
    most: server.most,
  }
}

async function killNowAndThen(
  server: { kill(): Promise<void> },
  draw: () => number,
  over: AbortSignal,
  within: number,
): Promise<void> {
  const until = performance.now() + within
  for (;;) {
    const isOver = await pause(60_000 + draw() * 120_000, false, { signal: over }).catch(() => true)
    if (isOver || performance.now() > until) return
    await server.kill()
    say('The server was killed, and is back.')
  }
}

function tell(name: string, { outcome, findings, kills, lost, slopes, most }: Part): void {
  const { ledger, visits, boards } = outcome
  say(`\n${name}: ${visits} people came, ${ledger.presses.length} presses were answered`)
  say(`  killed ${kills} times; ${lost} pieces lost on the line, ${ledger.resent} presses sent again`)
  say(`  lost ${findings.lost}, doubled ${findings.doubled}, log ${findings.isWhole ? 'whole' : 'NOT WHOLE'}`)
  say(`  boards equal to the server’s: ${boards.equal} of ${boards.of}`)
  say(`  press to answer: p50 ${ledger.within(0.5).toFixed(1)} ms, p99 ${ledger.within(0.99).toFixed(1)} ms`)
  const slope = slopes.length > 0 ? slopes.map((one) => one.toFixed(1)).join(', ') : 'too short to say'
  say(`  memory: at most ${most.toFixed(0)} MB; live objects, slope in MB an hour, each process: ${slope}`)
}

const isWell = ({ outcome, findings }: Part) =>
  passes(outcome) && findings.lost === 0 && findings.doubled === 0 && findings.isWhole

async function soak({ minutes, seed }: SoakOptions): Promise<boolean> {
  const calm = await play(false, minutes * calmPart, seed)
  const rough = await play(true, minutes * (1 - calmPart), seed)
  for (const part of [calm, rough])
    if (!passes(part.outcome)) for (const line of reportOf(part.outcome)) say(line)
  tell('On a good line', calm)
  tell('On a bad line, with kills', rough)
  return isWell(calm) && isWell(rough)
}

try {
  process.exitCode = (await soak(readOptions(process.argv.slice(2)))) ? 0 : 1
} catch (error) {
  if (!(error instanceof WrongOptions)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
