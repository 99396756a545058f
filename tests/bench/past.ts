/** Ten years of visits in a few seconds, for measuring whether a long history slows the board down. */
import { Sqlite } from '../../db/sqlite/driver.ts'

/** Writes `count` ended visits, one alongside each and two log rows each, before `now` (UTC ms). */
export async function fillPast(file: string, centreId: string, count: number, now: number): Promise<void> {
  const db = new Sqlite(file, { timeout: 5_000 })
  const columns = (table: string) =>
    db.pragma(`table_info(${table})`) as { name: string; notnull: number; type: string }[]
  const inserter = (table: string, fixed: Record<string, unknown>) => {
    const names = columns(table).map((one) => one.name)
    const statement = db.prepare(
      `insert into "${table}" (${names.join(',')}) values (${names.map((n) => `@${n}`).join(',')})`,
    )
    const blank = Object.fromEntries(
      columns(table).map(({ name, notnull, type }) => [name, notnull ? (type === 'TEXT' ? '' : 0) : null]),
    )
    return (row: Record<string, unknown>) => statement.run({ ...blank, ...fixed, ...row })
  }
  const visit = inserter('visit', { centre_id: centreId, channel: 'inPerson', version: 3, logged_by: 'past' })
  const alongside = inserter('alongside', {
    centre_id: centreId,
    role: 'peer',
    agency_id: 'past',
    is_lead: 1,
  })
  const reasons = ['["sleep"]', '["lowMood","housing"]', '["loneliness"]', null]
  const step = (10 * 365 * 24 * 3_600_000) / count
  const id = (i: number) => `00000000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
  const batch = 50_000
  for (let from = 0; from < count; from += batch) {
    db.transaction(() => {
      for (let i = from; i < Math.min(count, from + batch); i++) {
        const at = Math.floor(now - 3_600_000 - (count - i) * step)
        visit({
          id: id(i),
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
  db.exec('analyze')
  db.close()
}
