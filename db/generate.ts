/**
 * `npm run db:generate`: writes the migrations of both engines from the one schema, triggers included. What was
 * released is never changed; what comes after it is one migration per engine, made anew each time until it is
 * released too. To release: add its tag to `released` and keep a database of that version (tests/db/releases).
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusal, triggersOf } from './appendOnlyTriggers.ts'
import { projectRoot, readMigrations } from './migrations.ts'

const released: readonly string[] = ['0000_initial']
const name = 'next'

const root = projectRoot()

for (const engine of ['sqlite', 'postgres'] as const) {
  const folder = join('db', 'migrations', engine)
  forgetUnreleased(folder)
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
  const file = join(root, folder, `${newest}.sql`)
  const wanted = engine === 'sqlite' ? triggersOf(engine) : [refusal, ...triggersOf(engine)]
  for (const { name: trigger, sql, first } of wanted) {
    if (text.includes(`${trigger}\``) || text.includes(`"${trigger}"`)) continue
    for (const one of first === undefined ? [sql] : [first, sql])
      appendFileSync(file, `--> statement-breakpoint\n${one}\n`)
  }
}

interface Index {
  entries: { idx: number; tag: string }[]
}

/** Takes away what drizzle-kit wrote after the last release: its text, its picture and its line in the index. */
function forgetUnreleased(folder: string): void {
  const file = join(root, folder, 'meta', '_journal.json')
  const index = JSON.parse(readFileSync(file, 'utf8')) as Index
  for (const { idx, tag } of index.entries.filter((entry) => !released.includes(entry.tag))) {
    rmSync(join(root, folder, `${tag}.sql`))
    rmSync(join(root, folder, 'meta', `${String(idx).padStart(4, '0')}_snapshot.json`))
  }
  const kept = { ...index, entries: index.entries.filter(({ tag }) => released.includes(tag)) }
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`)
}
