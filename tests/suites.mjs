/* Why: what `npm test` consists of, and how each suite's own report is read. A suite that found no test, left
   one out or ended without a report has failed, whatever its exit code says. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run } from '../server/prepare.mjs'
import { copyBuild, installNode24, isForThisMachine } from './node24.mjs'

const bin = (path) => join(root, 'node_modules', path)
const quiet = { FORCE_COLOR: '0', NO_COLOR: '1' }

/**
 * `weight` is how many of the two cores it keeps busy; `after` names what must be over before. Each `run`
 * gives `{ passed, failed, output?, note? }`.
 */
export const suites = [
  { name: 'node24', weight: 1, neededBy: ['api'], run: prepareNode24 },
  {
    name: 'build',
    weight: 1,
    neededBy: ['size', 'faults', 'faultsPostgres', 'browser', 'api'],
    run: buildAll,
  },
  check('types', ['vue-tsc/bin/vue-tsc.js']),
  check('lint', ['eslint/bin/eslint.js', '-c', '.eslint.config.js', '--max-warnings', '0', ...cached(), '.']),
  check('format', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  check('arrows', [
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    ...['shared', 'db', 'server', 'client', 'tests'],
  ]),
  check('knip', ['knip/bin/knip.js', '--no-progress']),
  { ...check('size', ['size-limit/bin.js']), isFast: false, after: ['build'] },
  { ...vitest('pure'), isFast: true },
  vitest('sqlite'),
  vitest('postgres'),
  { ...vitest('faults'), after: ['build'] },
  { ...vitest('faultsPostgres'), after: ['build'] },
  { name: 'browser', weight: 2, after: ['build'], run: playwright },
  { name: 'api', weight: 2, after: ['build', 'node24'], run: api },
]

function cached() {
  return ['--cache', '--cache-location', '.cache/eslint/']
}

/** A tool that is content or isn't: counts as one. */
function check(name, [tool, ...words]) {
  return {
    name,
    weight: 1,
    isFast: true,
    async run() {
      const { code, output } = await run(process.execPath, [bin(tool), ...words], quiet)
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output }
    },
  }
}

async function buildAll({ build }) {
  await build(() => undefined)
  return { passed: 1, failed: 0 }
}

function vitest(project, environment = {}) {
  return {
    name: project,
    weight: 2,
    async run({ reports }) {
      const file = join(reports, `${project}.json`)
      const words = ['run', '-c', 'tests/vitest.config.ts', '--project', project]
      const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
      const ran = await run(process.execPath, [bin('vitest/vitest.mjs'), ...words, ...reporters], {
        ...quiet,
        ...environment,
      })
      return counted(file, ran, (report) => {
        const brokenFiles = report.testResults.filter(
          (of) => of.status === 'failed' && of.assertionResults.length === 0,
        ).length
        // Some tests are of one engine only; that none is switched off is a test of its own (architecture/).
        const isOnEngine = /^(sqlite|postgres|faults)/.test(project)
        const leftOut = isOnEngine ? 0 : report.numPendingTests + report.numTodoTests
        return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles, leftOut }
      })
    },
  }
}

async function playwright({ reports }) {
  const file = join(reports, 'browser.json')
  const made = await makeCentre()
  const ran = await run(
    process.execPath,
    [
      bin('@playwright/test/cli.js'),
      'test',
      '-c',
      'tests/browser/playwright.config.ts',
      // What failed is said at the end, where it's read, and not between the journeys.
      '--reporter=dot,json',
    ],
    { ...quiet, PLAYWRIGHT_JSON_OUTPUT_FILE: file, ALONGSIDE_MADE: made },
  )
  rmSync(made, { recursive: true, force: true })
  return counted(file, ran, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    leftOut: stats.skipped,
  }))
}

/**
 * The demonstration centre, made once and copied for each file (browser/centre.ts): making it is the longest
 * part of a first start. Gives its data folder, empty where it couldn't be made: the journeys then say why.
 */
async function makeCentre() {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-made-'))
  const environment = {
    ...{ PORT: '0', DATABASE_URL: `file:${join(folder, 'centre.db')}`, ALONGSIDE_DATA: folder },
    ...{ ALONGSIDE_CLOCK: '2026-11-03T20:46:00Z,1', ALONGSIDE_LOG: 'warn' },
  }
  const server = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  process.once('exit', () => server.kill('SIGKILL'))
  server.stdout.on('data', (text) => {
    if (String(text).includes('Alongside is at')) server.kill('SIGTERM')
  })
  await new Promise((ended) => server.once('close', ended))
  return folder
}

/** Reads a suite's report; whatever is amiss beyond its counts is a failure more. */
function counted(file, { code, output }, read) {
  if (!existsSync(file)) return { passed: 0, failed: 1, output: `${output}\nThere was no report.` }
  const { passed, failed, leftOut } = read(JSON.parse(readFileSync(file, 'utf8')))
  const amiss = []
  if (leftOut > 0) amiss.push(`${leftOut} tests were left out: no test is ever switched off.`)
  if (passed + failed === 0) amiss.push('No test was found.')
  else if (code !== 0 && failed === 0) amiss.push(`It ended with exit code ${code}.`)
  return {
    passed,
    failed: failed + leftOut + (leftOut ? 0 : amiss.length),
    output: [output, ...amiss].join('\n'),
  }
}

/** What the API suite needs; has no count of its own unless it fails. */
async function prepareNode24() {
  if (!isForThisMachine) return { passed: 0, failed: 0, note: 'not applicable: for Linux on x64 alone' }
  const { problem, output, node, folder } = await installNode24()
  if (problem) return { passed: 0, failed: 1, output: `${problem}\n${output}` }
  return { passed: 0, failed: 0, note: 'installed', node, folder }
}

/** The built server on Node 24; where npm has none for this machine, on the Node that runs the tests. */
async function api({ reports, results }) {
  const { node, folder } = results.get('node24') ?? {}
  if (isForThisMachine && !node) {
    return { passed: 0, failed: 1, output: 'The API suite could not run: there is no Node 24.' }
  }
  if (folder) copyBuild(folder)
  const environment = { ALONGSIDE_NODE: node ?? process.execPath, ALONGSIDE_BUILT: folder ?? root }
  return vitest('api', environment).run({ reports })
}
