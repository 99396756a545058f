/* Why: `npm run fuzz`: the seeded fuzz tests with many more seeds than `npm test` takes, on both engines.
   FUZZ says how many (10,000 where it doesn't), FUZZ_FROM the first. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkNode, install, root } from '../server/prepare.mjs'

checkNode()
await install((sentence) => console.log(sentence), { dev: true })
const words = [
  'run',
  '-c',
  'tests/vitest.config.ts',
  '--project',
  'sqlite',
  '--project',
  'postgres',
  '.fuzz.',
]
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...words], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ: process.env.FUZZ ?? '10000' },
})
process.exitCode = status ?? 1
