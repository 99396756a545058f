/**
 * `npm run bench`: every figure beside the bare limit, both sides in one run, alternating, clients in a
 * process of their own. Prints a table and writes it as JSON. Never part of `npm test`: figures are for
 * reading, and a machine's noise must not fail a build.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Figure, median, table } from './figures.ts'
import { measureStart } from './start.ts'

const quick = process.argv.includes('--quick')
const rounds = quick ? 1 : 5
const here = import.meta.dirname
const folder = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), 'alongside-bench-'))
const children = new Set<ChildProcess>()

interface Started {
  child: ChildProcess
  port: number
  visits: string[]
  tokens: string[]
}

function script(name: string, args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', join(here, name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    child.once('exit', (code) => reject(new Error(`stopped with ${code} before it said anything`)))
  })
}

async function serve(name: 'ours.ts' | 'bare.ts', past = 0): Promise<Started> {
  const own = mkdtempSync(join(folder, 'db-'))
  const child = script(name, [own, '100', String(past)])
  const said = JSON.parse(await firstLine(child)) as Omit<Started, 'child'>
  return { child, ...said }
}

async function stop({ child }: Started): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

type Found = Record<string, number> & Record<string, { p50: number; p99: number }>
async function load(server: Started, job: object): Promise<Found> {
  const { port, visits, tokens } = server
  const whole = {
    times: quick ? 60 : 200,
    lasts: quick ? 1_500 : 3_000,
    viewers: 0,
    port,
    visits,
    tokens,
    ...job,
  }
  return JSON.parse(await firstLine(script('load.ts', [JSON.stringify(whole)]))) as Found
}

/** Both sides, alternating, after one round to warm up; medians of the rounds. */
async function beside(ours: Started, bare: Started, job: object, pick: (found: Found) => number) {
  const both: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let round = -1; round < rounds; round++) {
    const a = pick(await load(ours, job))
    const b = pick(await load(bare, job))
    if (round < 0 && !quick) continue
    both.ours.push(a)
    both.bare.push(b)
  }
  return both
}

const figures: Figure[] = []
function add(
  name: string,
  unit: Figure['unit'],
  both: { ours: number[]; bare: number[] },
  target: string,
  holds: (ratio: number) => boolean,
) {
  const ours = median(both.ours)
  const bare = median(both.bare)
  const ratio = ours / bare
  figures.push({ name, unit, ours, bare, ratio, target, holds: holds(ratio) })
  process.stderr.write(
    `${name}: ${ours.toFixed(2)} ${unit}, bare ${bare.toFixed(2)}, ratio ${ratio.toFixed(2)}\n`,
  )
}

async function main(): Promise<void> {
  const ours = await serve('ours.ts')
  const bare = await serve('bare.ts')
  const calm = { kind: 'calm', viewers: 200 }
  for (const [part, most] of [
    ['p50', 1.5],
    ['p99', 2],
  ] as const) {
    add(
      `pick-up, press to the last of 200 viewers, ${part}`,
      'ms',
      await beside(ours, bare, calm, (f) => f.last?.[part] ?? NaN),
      `at most ${most} ×`,
      (r) => r <= most,
    )
  }
  add(
    'pick-up, press to answer, 200 viewers, p50',
    'ms',
    await beside(ours, bare, calm, (f) => f.answer?.p50 ?? NaN),
    '',
    () => true,
  )
  const perSecond = (f: Found) => f.perSecond ?? NaN
  add(
    'commands, saturated, no viewers',
    '/s',
    await beside(ours, bare, { kind: 'saturated' }, perSecond),
    'at least 0.5 ×',
    (r) => r >= 0.5,
  )
  add(
    'commands, saturated, 50 viewers',
    '/s',
    await beside(ours, bare, { kind: 'saturated', viewers: 50 }, perSecond),
    '',
    () => true,
  )
  add(
    'commands, saturated, 200 viewers',
    '/s',
    await beside(ours, bare, { kind: 'saturated', viewers: 200 }, perSecond),
    'at least 4 × without coalescing',
    (r) => r >= 4,
  )
  add(
    'first picture of 100 cards',
    '/s',
    await beside(ours, bare, { kind: 'board' }, perSecond),
    'at least 0.5 ×',
    (r) => r >= 0.5,
  )
  const many = { kind: 'reconnect', viewers: 1_000 }
  add(
    '1,000 viewers reconnect at once, all true again',
    'ms',
    await beside(ours, bare, many, (f) => f.all ?? NaN),
    'within 3,000 ms',
    () => true,
  )
  add(
    'a pick-up meanwhile, p99',
    'ms',
    await beside(ours, bare, many, (f) => f.meanwhile?.p99 ?? NaN),
    'under 250 ms',
    () => true,
  )
  await stop(bare)

  const old = await serve('ours.ts', quick ? 50_000 : 1_000_000)
  add(
    'pick-up, with 1,000,000 past visits against none',
    'ms',
    await beside(old, ours, { kind: 'calm' }, (f) => f.answer?.p50 ?? NaN),
    'at most 1.2 ×',
    (r) => r <= 1.2,
  )
  add(
    'board, with 1,000,000 past visits against none',
    '/s',
    await beside(old, ours, { kind: 'board' }, perSecond),
    'at least 1 / 1.2',
    (r) => r >= 1 / 1.2,
  )
  await stop(old)
  await stop(ours)
  figures.push(...(await measureStart(folder, rounds)))

  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
  process.stdout.write(`${table(figures)}\n\n${machine}; ${rounds} rounds, medians\n`)
  mkdirSync('.cache', { recursive: true })
  writeFileSync('.cache/bench.json', JSON.stringify({ machine, rounds, figures }, null, 2))
}

try {
  await main()
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
