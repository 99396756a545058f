/** What a soak found in the tables afterwards, and what its memory did. */
import { Sqlite } from '../../db/sqlite/driver.ts'
import { openReading } from '../../db/open.ts'
import { isWhole, verify } from '../../server/proof/verify.ts'
import type { Acknowledged } from '../simulate/ledger.ts'
import type { Sample } from './soakServer.ts'

export interface Findings {
  /** Answered, and not there. */
  lost: number
  /** There more than once. */
  doubled: number
  isWhole: boolean
}

export async function findingsOf(file: string, presses: readonly Acknowledged[]): Promise<Findings> {
  const raw = new Sqlite(file, { readonly: true })
  const counted = (sql: string) =>
    new Map(
      raw
        .prepare<[], { what: string; n: number }>(sql)
        .all()
        .map(({ what, n }) => [what, n]),
    )
  const commands = counted('select key as what, count(*) as n from command group by key')
  const arrivals = counted(
    `select subject as what, count(*) as n from change where kind = 'visit.arrived' group by subject`,
  )
  const [centre] = raw.prepare<[], { id: string }>('select id from centre').all()
  raw.close()
  const there = (one: Acknowledged) => commands.get(one.key) ?? 0
  // What was refused as not to be understood (400) was never to be kept.
  const isToBeKept = ({ status }: Acknowledged) => status === 200 || status === 409
  const isMissing = (one: Acknowledged) =>
    (isToBeKept(one) && there(one) === 0) ||
    (one.name === 'visit.arrive' && one.status === 200 && !arrivals.has(one.visitId ?? ''))
  const reading = openReading({ url: `file:${file}` })
  const verdict = await verify(reading.read, centre?.id ?? '')
  await reading.close()
  return {
    lost: presses.filter(isMissing).length,
    doubled:
      presses.filter((one) => there(one) > 1).length + [...arrivals.values()].filter((n) => n > 1).length,
    isWhole: isWhole(verdict),
  }
}

/** How long a process fills what it remembers for screens that come back, ms. */
const warmUp = 240_000

/** Megabytes an hour by least squares over a process's life, without its filling up; null for a short one. */
export function slopeOf(life: readonly Sample[]): number | null {
  const samples = life.filter(({ at }) => at > warmUp)
  if (samples.length < 10) return null
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  const [x, y] = [mean(({ at }) => at), mean(({ megabytes }) => megabytes)]
  const over = samples.reduce((sum, { at, megabytes }) => sum + (at - x) * (megabytes - y), 0)
  const under = samples.reduce((sum, { at }) => sum + (at - x) ** 2, 0)
  return (over / under) * 3_600_000
}
