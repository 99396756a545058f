/* Why: the kinds of tests that need no browser. `pure` has no database; `sqlite` and `postgres` are the
   same files on either engine, which is chosen when the schema is imported, and so are the two of faults; `api`
   speaks to the built server. */
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { nhsTheme } from '../client/theme/nhsTheme.ts'

const root = resolve(import.meta.dirname, '..')
const theme = (file: string) => resolve(root, 'client/theme', file)

/** Slow machines may be slow: a limit is there to end what hangs, never to measure. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000 }
/**
 * Files of one worker share what they import: half of a run's work was importing the same server again for every
 * file. There is nothing at module level that a file could leave behind for the next (tests/README.md).
 */
const shared = { isolate: false }
const onADatabase = ['tests/db/**/*.test.ts', 'tests/server/**/*.test.ts']

export default defineConfig({
  root,
  plugins: [vue(), nhsTheme({ scss: theme('nhs.scss'), tokens: theme('tokens.css'), root })],
  cacheDir: resolve(root, '.cache/vitest'),
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...patience,
          name: 'pure',
          include: ['tests/{shared,client,architecture}/**/*.test.ts'],
          environment: 'happy-dom',
        },
      },
      {
        extends: true,
        test: {
          ...patience,
          ...shared,
          name: 'sqlite',
          include: onADatabase,
          env: { DATABASE_URL: 'file::memory:' },
        },
      },
      {
        extends: true,
        test: {
          ...patience,
          ...shared,
          name: 'postgres',
          include: onADatabase,
          globalSetup: ['tests/postgres.ts'],
          env: { DATABASE_URL: 'postgres://chosen-by-tests' },
        },
      },
      {
        extends: true,
        test: {
          ...patience,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          fileParallelism: false,
          env: { DATABASE_URL: 'file::memory:' },
        },
      },
      {
        extends: true,
        test: {
          ...patience,
          name: 'faultsPostgres',
          include: ['tests/faults/**/*.test.ts'],
          fileParallelism: false,
          env: { DATABASE_URL: 'postgres://chosen-by-tests' },
        },
      },
      {
        extends: true,
        test: { ...patience, name: 'api', include: ['tests/api/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
})
