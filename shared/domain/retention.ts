/**
 * When somebody has to look at a record: which rule of shared/lists/retentionKinds.ts is its, and from which day on it
 * is due. It ends in a list, never in a deletion; where something isn't known it is taken for what is kept longer.
 */
import type { AgencyKindKey } from '../lists/agencyKinds.ts'
import { type RetentionKindKey, retentionKinds } from '../lists/retentionKinds.ts'
import { addYears, type Day, dayRange, localDay, yearsBefore } from './days.ts'

/** What is known of somebody's record, or of a visit by nobody known (`isPerson` false). */
export interface RecordFacts {
  isPerson: boolean
  lastContact: Day
  /** A year, a month or a day, as far as it was given. */
  birth: string | null
  /** The kinds of agency of whoever was with them; null for an agency whose kind nobody wrote down. */
  with: readonly (AgencyKindKey | null)[]
}

const nhs: readonly (AgencyKindKey | null)[] = ['nhs', 'primaryCare', null]
const voluntary: readonly (AgencyKindKey | null)[] = [
  ...(['voluntary', 'peerLed', 'carers', 'faith', 'socialEnterprise'] as const),
]

/** Years by kind of record, as this centre has them. */
export type Years = Readonly<Record<RetentionKindKey, number>>

/** Which rule holds. That somebody has died is written down nowhere yet, so no record comes under that one. */
export function retentionKindOf(held: RecordFacts): RetentionKindKey {
  if (!held.isPerson) return 'unknownPerson'
  const born = latestBirth(held.birth)
  if (born !== null && held.lastContact < addYears(born, 17)) return 'child'
  if (born !== null && held.lastContact < addYears(born, 18)) return 'childSeventeen'
  if (held.with.some((kind) => nhs.includes(kind))) return 'mentalHealth'
  return held.with.length > 0 && held.with.every((kind) => voluntary.includes(kind))
    ? 'voluntaryOnly'
    : 'adult'
}

/** From which local day on somebody is to look at it. */
export function dueOn(held: RecordFacts, kind: RetentionKindKey, years: Years): Day {
  const from = retentionKinds.find((one) => one.key === kind)?.from
  const start = from === 'birth' ? (latestBirth(held.birth) ?? held.lastContact) : held.lastContact
  return addYears(start, years[kind])
}

/** So many years after the last contact nothing can be due yet, whichever rule holds. */
export const soonestDue = (years: Years): number =>
  Math.max(
    0,
    Math.min(...retentionKinds.map(({ key, from }) => (from === 'birth' ? years[key] - 18 : years[key]))),
  )

/** When so many years from `at` are over: as the local day begins on which they are. UTC ms. */
export const overAt = (at: number, years: number, zone: string): number =>
  dayRange(addYears(localDay(at, zone), years), zone).from

/** The same for a list: of whatever was before this (UTC ms), and of nothing else, so many years are over by `now`. */
export const overBefore = (now: number, years: number, zone: string): number =>
  dayRange(yearsBefore(localDay(now, zone), years), zone).to

/** The last day on which they can have been born. */
function latestBirth(birth: string | null): Day | null {
  if (birth === null) return null
  const [year = '', month = '12', day] = birth.split('-')
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return `${year}-${month}-${day ?? String(last)}`
}
