// @vitest-environment node
/* Why: proves that each rule of .dependency-cruiser.cjs bites, on a small project made for it. That the real
   one keeps the rules is a suite of its own (`npm run arrows`). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './sources.ts'

/** Which rule forbids that `from` imports `to`. */
const forbidden: [rule: string, from: string, to: string][] = [
  ['shared-imports-only-itself', 'shared/domain/a.ts', 'db/store.ts'],
  ['db-imports-only-shared', 'db/a.ts', 'server/clock.ts'],
  ['server-imports-only-shared-db', 'server/a.ts', 'client/ui/a.ts'],
  ['client-imports-only-shared', 'client/b.ts', 'server/clock.ts'],
  ['client-imports-only-shared', 'client/Inside.vue', 'db/store.ts'],
  ['nobody-imports-tests', 'server/b.ts', 'tests/harness.ts'],
  ['shared-knows-zod-alone', 'shared/domain/b.ts', 'drizzle-orm'],
  ['shared-and-client-run-in-the-browser', 'shared/domain/c.ts', 'node:fs'],
  ['the-server-runs-without-what-only-builds-it', 'server/c.ts', 'tsx'],
  ['express-in-http-alone', 'server/socket/a.ts', 'express'],
  ['socket-io-in-socket-alone', 'server/http/a.ts', 'socket.io'],
  ['engines-in-db-alone', 'server/queries/a.ts', 'better-sqlite3'],
  ['databases-are-opened-at-the-top', 'server/queries/b.ts', 'db/open.ts'],
  ['features-never-import-each-other', 'server/features/note/a.ts', 'server/features/visit/a.ts'],
  ['features-know-no-transport', 'server/features/note/b.ts', 'server/http/b.ts'],
  ['features-know-only-the-store', 'server/features/note/c.ts', 'db/open.ts'],
  ['doors-know-no-transport', 'server/feed/a.ts', 'server/socket/b.ts'],
  ['http-and-socket-know-no-app', 'server/http/c.ts', 'server/app.ts'],
  ['app-knows-no-main', 'server/app.ts', 'server/main.ts'],
  ['http-and-socket-are-strangers', 'server/http/d.ts', 'server/socket/b.ts'],
  ['socket-and-http-are-strangers', 'server/socket/c.ts', 'server/http/b.ts'],
  ['not-found', 'client/c.ts', './nowhere.ts'],
  ['no-cycles', 'db/cycleA.ts', 'db/cycleB.ts'],
]
/** Closes the circle that is told of once. */
const wayBack = ['db/cycleB.ts', 'db/cycleA.ts'] as const
const allowed: [from: string, to: string][] = [
  ['shared/domain/d.ts', 'zod'],
  ['db/b.ts', 'shared/domain/d.ts'],
  ['server/features/visit/b.ts', 'db/store.ts'],
  ['server/http/e.ts', 'express'],
  ['server/socket/d.ts', 'socket.io'],
  ['client/d.ts', 'shared/domain/d.ts'],
  ['tests/server/a.ts', 'server/app.ts'],
]

// The configuration is CommonJS; dependency-cruiser checks its shape.
const config = createRequire(import.meta.url)(
  join(root, '.dependency-cruiser.cjs'),
) as ICruiseOptions['ruleSet'] & {
  options: ICruiseOptions
}
const folder = mkdtempSync(join(tmpdir(), 'alongside-arrows-'))
let broken: { rule: string; from: string; to: string }[]

beforeAll(async () => {
  const packages = ['zod', 'drizzle-orm', 'tsx', 'express', 'socket.io', 'better-sqlite3']
  const dependencies = Object.fromEntries(
    packages.filter((name) => name !== 'tsx').map((name) => [name, '1']),
  )
  put('package.json', JSON.stringify({ type: 'module', dependencies, devDependencies: { tsx: '1' } }))
  put('tsconfig.json', '{}')
  for (const name of packages) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    put(`node_modules/${name}/index.js`, 'exports.name = 1')
  }
  const arrows = [...forbidden.map(([, from, to]) => [from, to] as const), ...allowed, wayBack]
  const isOurs = (to: string) => /^(shared|db|server|client|tests)\//.test(to)
  for (const [, to] of arrows) if (isOurs(to)) put(to, 'export const name = 1\n')
  for (const [from, to] of arrows) {
    const up = '../'.repeat(from.split('/').length - 1)
    const line = `import { name } from '${isOurs(to) ? up + to : to}'\nexport const of = name\n`
    put(from, from.endsWith('.vue') ? `<script setup lang="ts">\n${line.split('\n')[0]}\n</script>\n` : line)
  }
  const { options, ...ruleSet } = config
  const { output } = await cruise(
    ['shared', 'db', 'server', 'client', 'tests'],
    {
      ...options,
      ruleSet,
      validate: true,
      baseDir: folder,
      tsConfig: { fileName: join(folder, 'tsconfig.json') },
    },
    options.enhancedResolveOptions,
  )
  // Without an output type the answer is the result itself, not text.
  const { summary } = output as ICruiseResult
  broken = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

test.each(forbidden)('%s: %s may not import %s', (rule, from) => {
  expect(broken.filter((one) => one.from === from).map((one) => one.rule)).toContain(rule)
})

test.each(allowed)('%s may import %s', (from) => {
  expect(broken.filter((one) => one.from === from)).toEqual([])
})

test('every rule has been seen to bite', () => {
  const rules = (config.forbidden ?? []).map((rule) => rule.name)
  expect(new Set(forbidden.map(([rule]) => rule))).toEqual(new Set(rules))
})
