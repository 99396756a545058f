/** What is asked of a long past, over our own interface, and the same rows by plain better-sqlite3. */
import { Sqlite } from '../../db/sqlite/driver.ts'
import { spread } from './figures.ts'
import { nameOf } from './past.ts'
import type { Measured, Served } from './servers.ts'

const day = 24 * 3_600_000

/** Names as they are typed, letter by letter. */
function typed(count: number): string[] {
  const presses: string[] = []
  for (let n = 0; presses.length < count; n++) {
    const name = nameOf(n * 104_729)
    for (let letters = 1; letters <= name.length; letters++) presses.push(name.slice(0, letters))
  }
  return presses.slice(0, count)
}

export const searches = (count: number) =>
  typed(count).map((text) => `/api/people?startsWith=${encodeURIComponent(text)}`)

/** The ith stretch of so many days back from yesterday: a path to ask, and its times in UTC ms. */
export function yearAt(i: number, days: number) {
  const to = Math.floor(Date.now() / day) * day - i * days * day
  const from = to - days * day
  const local = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { path: `/api/review.range?from=${local(from)}&to=${local(to - day)}`, range: { from, to } }
}

function timed<T>(items: readonly T[], run: (item: T) => unknown): Measured {
  const times = items.map((item) => {
    const began = performance.now()
    run(item)
    return performance.now() - began
  })
  return { time: spread(times) }
}

export function bareSearch({ file, centreId }: Served, count: number): Measured {
  const db = new Sqlite(file, { readonly: true })
  const find = db.prepare(
    `select person.* from name_word join person on person.id = person_id
     where name_word.centre_id = ? and word >= ? and word < ? order by word limit 8`,
  )
  const found = timed(typed(count), (text) => {
    const word = text.trim().split(' ').at(-1) ?? ''
    return find.all(centreId, word, `${word}\u{10ffff}`)
  })
  db.close()
  return found
}

export function bareReview({ file, centreId }: Served, ranges: { from: number; to: number }[]): Measured {
  const db = new Sqlite(file, { readonly: true })
  const rows = db.prepare(
    `select arrived_at, welcomed_at, first_with_at, gone_at, reasons, feeling, feeling_leaving from visit
     where centre_id = ? and arrived_at >= ? and arrived_at < ?`,
  )
  const found = timed(ranges, ({ from, to }) => rows.all(centreId, from, to))
  db.close()
  return found
}
