/**
 * `npm run bench`: every figure beside the bare limit, both sides in one run, alternating, clients in a
 * process of their own. Prints a table and writes it as JSON. Never part of `npm test`: figures are for
 * reading, and a machine's noise must not fail a build.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { table } from './figures.ts'
import { looking } from './looking.ts'
import { openBrowser, paintAtDesk, paintBare } from './paint.ts'
import { bareReview, bareSearch, searches, yearAt } from './questions.ts'
import { add, beside, figures, quick, rounds } from './rounds.ts'
import { built, bundle, endAll, load, type Measured, rights, serve, stop } from './servers.ts'
import { startBare, startOurs } from './start.ts'

const past = quick ? 50_000 : 1_000_000
const folder = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), 'alongside-bench-'))

const perSecond = (found: Measured) => found.perSecond
const atMost = (limit: number) => (ratio: number) => ratio <= limit
const atLeast = (limit: number) => (ratio: number) => ratio >= limit

async function live(): Promise<void> {
  const [ours, bare] = [await serve('ours', folder), await serve('bare', folder)]
  const measure = (job: object) =>
    beside(
      () => load(ours, { quick, ...job }),
      () => load(bare, { quick, ...job }),
    )

  const calm = await measure({ kind: 'calm', viewers: 200 })
  for (const [part, limit] of [
    ['p50', 1.5],
    ['p99', 2],
  ] as const) {
    const name = `pick-up, press to the last of 200 viewers, ${part}`
    const target = `at most ${limit} ×`
    add({ name, unit: 'ms', both: calm, pick: (f) => f.last?.[part], target, holds: atMost(limit) })
  }
  for (const part of ['p50', 'p99'] as const)
    add({ name: `the same, press to answer, ${part}`, unit: 'ms', both: calm, pick: (f) => f.answer?.[part] })

  const target = 'at least 0.5 ×'
  const none = await measure({ kind: 'saturated' })
  add({
    name: 'commands, saturated, no viewers',
    unit: '/s',
    both: none,
    pick: perSecond,
    target,
    holds: atLeast(0.5),
  })
  const fifty = await measure({ kind: 'saturated', viewers: 50 })
  add({ name: 'commands, saturated, 50 viewers', unit: '/s', both: fifty, pick: perSecond })
  const many = await measure({ kind: 'saturated', viewers: 200 })
  const name = 'commands, saturated, 200 viewers (bare: not coalesced)'
  add({
    name,
    unit: '/s',
    both: many,
    pick: perSecond,
    target: 'at least 4 ×',
    holds: atLeast(4),
  })
  const board = await measure({ kind: 'board' })
  add({
    name: 'first picture of 100 cards',
    unit: '/s',
    both: board,
    pick: perSecond,
    target,
    holds: atLeast(0.5),
  })

  const back = await measure({ kind: 'reconnect', viewers: 1_000 })
  add({
    name: '1,000 viewers cut off at once, all true again',
    unit: 'ms',
    both: back,
    pick: (f) => f.all,
    target: 'within 3,000 ms',
    holds: (_, ms) => ms <= 3_000,
  })
  add({
    name: 'a pick-up meanwhile, p99',
    unit: 'ms',
    both: back,
    pick: (f) => f.meanwhile?.p99,
    target: 'under 250 ms',
    holds: (_, ms) => ms < 250,
  })
  await stop(bare)

  const old = await serve('ours', folder, past)
  const grown = (job: object) =>
    beside(
      () => load(old, { quick, ...job }),
      () => load(ours, { quick, ...job }),
    )
  const count = past.toLocaleString('en-GB')
  add({
    name: `pick-up, ${count} past visits against none`,
    unit: 'ms',
    both: await grown({ kind: 'calm' }),
    pick: (f) => f.answer?.p50,
    target: 'at most 1.2 ×',
    holds: atMost(1.2),
  })
  add({
    name: `board, ${count} past visits against none`,
    unit: '/s',
    both: await grown({ kind: 'board' }),
    pick: perSecond,
    target: 'at least 0.83 ×',
    holds: atLeast(1 / 1.2),
  })
  await stop(ours)
  await questions(old)
  await stop(old)
  await starts(old.file, count)
}

async function paint(): Promise<void> {
  const ours = await serve('ours', folder, 0, 200)
  const browser = await openBrowser()
  const both = await beside(
    () => paintAtDesk(browser, ours),
    () => paintBare(browser),
  )
  for (const [part, limit] of [
    ['p50', 50],
    ['p99', undefined],
  ] as const) {
    add({
      name: `key press to paint, 200 people here, processor slowed 4 ×, ${part}`,
      unit: 'ms',
      both,
      pick: (f) => f.time?.[part],
      ...(limit === undefined
        ? {}
        : { target: `under ${limit} ms`, holds: (_: number, ms: number) => ms < limit }),
    })
  }
  await browser.close()
  await stop(ours)
}

/** From the command to ready, and the memory two seconds later. */
async function starts(old: string, count: string): Promise<void> {
  const data = mkdtempSync(join(folder, 'start-'))
  const bare = () => startBare(join(built, 'bare.js'), folder)
  for (const [what, both] of [
    ['', await beside(() => startOurs(data), bare)],
    [`, ${count} past visits`, await beside(() => startOurs(data, old), bare)],
  ] as const) {
    add({
      name: `start to ready${what}`,
      unit: 's',
      both,
      pick: (f) => f.seconds,
      target: 'at most 1 s',
      holds: (_, seconds) => seconds <= 1,
    })
    add({
      name: `memory when idle${what}`,
      unit: 'MB',
      both,
      pick: (f) => f.memory,
      target: 'at most 120 MB',
      holds: (_, megabytes) => megabytes <= 120,
    })
  }
}

/** What is asked of a long past; the bare limit is the same rows by plain better-sqlite3. */
async function questions(old: Awaited<ReturnType<typeof serve>>): Promise<void> {
  const manager = { manager: old.manager }
  const searching = await beside(
    () => load(old, { kind: 'search', paths: searches(quick ? 100 : 500) }),
    () => Promise.resolve(bareSearch(old, quick ? 100 : 500)),
  )
  for (const [part, limit] of [
    ['p50', undefined],
    ['p99', 15],
  ] as const) {
    const holds = limit === undefined ? undefined : (_: number, ms: number) => ms < limit
    add({
      name: `a key press of a search, ${past.toLocaleString('en-GB')} people, ${part}`,
      unit: 'ms',
      both: searching,
      pick: (f) => f.time?.[part],
      ...(limit === undefined ? {} : { target: `under ${limit} ms` }),
      ...(holds ? { holds } : {}),
    })
  }
  for (const [name, days, limit] of [
    ['review of a day', 1, 50],
    ['review of a year of one centre', 365, 150],
  ] as const) {
    const paths = Array.from({ length: days === 1 ? 30 : 1 }, (_, i) => yearAt(i, days))
    const both = await beside(
      () => load(old, { kind: 'review', paths: paths.map((one) => one.path), ...manager }),
      () =>
        Promise.resolve(
          bareReview(
            old,
            paths.map((one) => one.range),
          ),
        ),
    )
    add({
      name,
      unit: 'ms',
      both,
      pick: (f) => f.time?.p50,
      target: `within ${limit} ms`,
      holds: (_, ms) => ms <= limit,
    })
  }
  const years = Array.from({ length: 2 }, (_, i) => yearAt(i, 365).path)
  const meanwhile = await beside(
    async () => {
      const reviews = load(old, { kind: 'review', paths: years, ...manager })
      const found = await load(old, { kind: 'calm', times: 20 })
      await reviews
      return found
    },
    () => load(old, { kind: 'calm', times: 20 }),
  )
  add({
    name: 'pick-up while years are reviewed, against none',
    unit: 'ms',
    both: meanwhile,
    pick: (f) => f.answer?.p50,
    target: 'at most 1.5 ×',
    holds: atMost(1.5),
  })
}

/** Against the whole command in the same process: what rights are of it. */
async function permissions(): Promise<void> {
  const found = await rights(folder)
  add({
    name: 'roles, standing and choices in a pick-up, against all of it',
    unit: 'ms',
    both: {
      ours: found.map((one) => ({ all: one.rights })),
      bare: found.map((one) => ({ all: one.whole })),
    },
    pick: (f) => f.all,
    target: 'under 0.1 ×',
    holds: (ratio) => ratio < 0.1,
  })
  add({
    name: 'a sign-in by password, against argon2id’s check alone',
    unit: 'ms',
    both: {
      ours: found.map((one) => ({ all: one.signIn })),
      bare: found.map((one) => ({ all: one.check })),
    },
    pick: (f) => f.all,
  })
}

/** `--looking`, `--rights`: what records of looking cost, or rights and a sign-in, and nothing else. */
const parts = process.argv.includes('--looking')
  ? [() => looking(folder)]
  : process.argv.includes('--rights')
    ? [permissions]
    : [live, permissions, () => looking(folder), paint]

try {
  await bundle()
  for (const part of parts) await part()
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
  process.stdout.write(`${table(figures)}\n\n${machine}; ${rounds} rounds, medians\n`)
  mkdirSync('.cache', { recursive: true })
  writeFileSync('.cache/bench.json', JSON.stringify({ machine, rounds, figures }, null, 2))
} finally {
  endAll()
  rmSync(folder, { recursive: true, force: true })
}
