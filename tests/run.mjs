/* Why: `npm test`: everything, from a fresh clone. One suite's failure never hides another's, every suite's
   counts come from its own report, and the last line says `N passed, N failed`. `--fast` (npm run check) leaves
   out what needs a database, a browser or the build; names of suites run those alone. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, CannotPrepare, checkNode, install, root } from '../server/prepare.mjs'
import { suites } from './suites.mjs'

const words = process.argv.slice(2)
const isFast = words.includes('--fast')
const names = words.filter((word) => !word.startsWith('--'))
const reports = join(root, '.cache/reports')
/** Two cores: what starts workers of its own takes both. */
const room = 2

const chosen = suites.filter(
  (suite) =>
    (names.length === 0 ||
      names.includes(suite.name) ||
      suite.neededBy?.some((name) => names.includes(name))) &&
    (!isFast || suite.isFast),
)
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name))

async function main() {
  // Asked to stop: running suites are told first (prepare.mjs), and no further one is started.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => setImmediate(() => process.exit(130)))
  }
  checkNode()
  if (unknown.length > 0) throw new CannotPrepare(`There is no suite called ${unknown.join(' or ')}.`)
  await install(say, { dev: true })
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })

  const began = performance.now()
  const results = await inTurn(chosen)
  const passed = sum(results, 'passed')
  const failed = sum(results, 'failed')
  say(`\nAll suites took ${seconds(performance.now() - began)}.`)
  say(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}

/** Starts suites in their order, as many at once as there is room for, each after what it needs. */
async function inTurn(waiting) {
  const results = new Map()
  const running = new Map()
  const left = [...waiting]
  while (left.length > 0 || running.size > 0) {
    const used = [...running.keys()].reduce((total, suite) => total + suite.weight, 0)
    const next = left.find(
      (suite) =>
        (suite.after ?? []).every((name) => isOver(name, waiting, results)) && suite.weight <= room - used,
    )
    if (next) {
      left.splice(left.indexOf(next), 1)
      const over = (result) => {
        results.set(next.name, result)
        return next
      }
      running.set(next, runOne(next, results).then(over))
    } else {
      running.delete(await Promise.race(running.values()))
    }
  }
  return [...results.values()]
}

const isOver = (name, waiting, results) => results.has(name) || !waiting.some((suite) => suite.name === name)

async function runOne(suite, results) {
  const began = performance.now()
  const result = await suite.run({ reports, build, results }).catch((error) => ({
    passed: 0,
    failed: 1,
    output:
      error instanceof CannotPrepare ? `${error.message}\n${error.detail}` : String(error?.stack ?? error),
  }))
  const took = seconds(performance.now() - began).padStart(8)
  const counts = result.note ?? `${result.passed} passed, ${result.failed} failed`
  if (result.failed > 0 && result.output) say(`\n--- ${suite.name} ---\n${result.output.trimEnd()}\n`)
  say(`${result.failed > 0 ? 'FAILED' : 'ok    '} ${suite.name.padEnd(10)} ${took}  ${counts}`)
  return result
}

function sum(results, what) {
  return results.reduce((total, result) => total + result[what], 0)
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}

function say(line) {
  console.log(line)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error
  if (error.detail) console.error(error.detail.trimEnd())
  console.error(error.message)
  say('0 passed, 1 failed')
  process.exitCode = 1
}
