/**
 * `npm run db:generate`: writes the migrations of both engines from the one schema, triggers included.
 * Until the first release there is one initial migration, made anew each time; after it, `--next <name>`
 * adds to what is there, since what was released is never changed.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { refusal, triggersOf } from './appendOnlyTriggers.ts'
import { projectRoot, readMigrations } from './migrations.ts'

const root = projectRoot()
const next = process.argv.indexOf('--next')
const name = next > 0 ? process.argv[next + 1] : 'initial'
if (!name) throw new Error('npm run db:generate -- --next <name>')

for (const engine of ['sqlite', 'postgres'] as const) {
  const folder = join('db', 'migrations', engine)
  if (next < 0) rmSync(join(root, folder), { recursive: true, force: true })
  execFileSync(
    join(root, 'node_modules', '.bin', 'drizzle-kit'),
    [
      'generate',
      `--dialect=${engine === 'sqlite' ? 'sqlite' : 'postgresql'}`,
      '--schema=./db/schema/index.ts',
      `--out=./${folder}`,
      '--casing=snake_case',
      `--name=${name}`,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: engine === 'sqlite' ? '' : 'postgres://' },
    },
  )
  const written = readMigrations(engine, root)
  const text = written.map(({ tag }) => readFileSync(join(root, folder, `${tag}.sql`), 'utf8')).join('')
  const newest = written.at(-1)?.tag
  if (!newest) throw new Error(`no migration for ${engine}`)
  const wanted = engine === 'sqlite' ? triggersOf(engine) : [refusal, ...triggersOf(engine)]
  for (const { name: trigger, sql } of wanted) {
    if (text.includes(`${trigger}\``) || text.includes(`"${trigger}"`)) continue
    appendFileSync(join(root, folder, `${newest}.sql`), `--> statement-breakpoint\n${sql}\n`)
  }
}
