/** Ten years of visits and the people they were of in half a minute: does a long history slow anything down? */
import { randomUUID } from 'node:crypto'
import { Sqlite } from '../../db/sqlite/driver.ts'

type Row = Record<string, unknown>

/** Writes into a table past the door, with blanks for what isn't said: the table's own columns are asked for. */
function inserter(db: InstanceType<typeof Sqlite>, table: string, fixed: Row): (row: Row) => void {
  const columns = db.pragma(`table_info(${table})`) as { name: string; notnull: number; type: string }[]
  const names = columns.map((one) => one.name)
  const statement = db.prepare(
    `insert into "${table}" (${names.join(',')}) values (${names.map((n) => `@${n}`).join(',')})`,
  )
  const blank = Object.fromEntries(
    columns.map(({ name, notnull, type }) => [name, notnull ? (type === 'TEXT' ? '' : 0) : null]),
  )
  return (row) => void statement.run({ ...blank, ...fixed, ...row })
}

/** Workers who can be signed in; each has an account of its own, for a command limit of its own. */
export function hire(file: string, centreId: string, count: number) {
  const db = new Sqlite(file, { timeout: 5_000 })
  const account = inserter(db, 'account', { password_hash: 'nobody signs in with this one' })
  const staff = inserter(db, 'staff', { centre_id: centreId, role: 'peer', agency_id: 'past', version: 1 })
  const hired = Array.from({ length: count }, (_, i) => ({
    staffId: randomUUID(),
    accountId: randomUUID(),
    name: `Worker ${i}`,
  }))
  for (const { staffId, accountId, name } of hired) {
    account({ id: accountId, username: staffId })
    staff({ id: staffId, account_id: accountId, name })
  }
  db.close()
  return hired
}

const id = (i: number) => `00000000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
const syllables = ['ba', 'den', 'ki', 'lo', 'mar', 'ne', 'ol', 'pra', 'ri', 'sha', 'tu', 'wen', 'za', 'el']
const spelled = (n: number, length: number) =>
  Array.from({ length }, (_, k) => syllables[Math.floor(n / syllables.length ** k) % syllables.length]).join(
    '',
  )

/** The name of the nth person: 2,744 first names, 38,416 family names. */
export const nameOf = (n: number) => `${spelled(n * 7, 3)} ${spelled(n * 13, 4)}`

/** Writes `count` people, and `count` ended visits of theirs with one alongside each, before `now` (UTC ms). */
export async function fillPast(file: string, centreId: string, count: number, now: number): Promise<void> {
  const db = new Sqlite(file, { timeout: 5_000 })
  const visit = inserter(db, 'visit', {
    centre_id: centreId,
    channel: 'inPerson',
    version: 3,
    logged_by: 'past',
  })
  const alongside = inserter(db, 'alongside', {
    centre_id: centreId,
    role: 'peer',
    agency_id: 'past',
    is_lead: 1,
  })
  const person = inserter(db, 'person', {
    centre_id: centreId,
    other_names: '[]',
    added_by: 'past',
    version: 1,
  })
  const word = inserter(db, 'name_word', { centre_id: centreId })
  const reasons = ['["sleep"]', '["lowMood","housing"]', '["loneliness"]', null]
  const step = (10 * 365 * 24 * 3_600_000) / count
  const batch = 20_000
  for (let from = 0; from < count; from += batch) {
    db.transaction(() => {
      for (let i = from; i < Math.min(count, from + batch); i++) {
        const at = Math.floor(now - 3_600_000 - (count - i) * step)
        const name = nameOf(i)
        person({ id: id(i), name, added_at: at })
        for (const one of new Set(name.split(' '))) word({ word: one, person_id: id(i) })
        visit({
          id: id(i),
          person_id: id(i),
          arrived_at: at,
          recorded_at: at,
          welcomed_at: at + 120_000,
          welcomed_by: 'past',
          first_with_at: at + 600_000,
          gone_at: at + 5_400_000,
          ending: 'home',
          reasons: reasons[i % 4] ?? null,
          feeling: i % 11,
          feeling_leaving: (i + 2) % 11,
          got_what_came_for: 'yes',
          last_seen_at: at + 5_400_000,
        })
        alongside({
          id: id(i),
          visit_id: id(i),
          staff_id: `w${i % 60}`,
          said_at: at + 300_000,
          begun_at: at + 600_000,
          ended_at: at + 5_400_000,
        })
      }
    })()
    // The server shares this process: let it breathe between batches.
    await new Promise((resolve) => setImmediate(resolve))
  }
  // Without `analyze`: the server never does, and statistics of a log that has hardly begun mislead the planner.
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}
