/**
 * When somebody has to look at a record: which rule of shared/lists/retentionKinds.ts is its, and from which day on it
 * is due. It ends in a list, never in a deletion; where something isn't known it is taken for what is kept longer.
 */
import type { AgencyKindKey } from '../lists/agencyKinds.ts'
import { type RetentionKind, type RetentionKindKey, retentionKinds } from '../lists/retentionKinds.ts'
import { addYears, type Day, dayRange, localDay, yearsBefore } from './days.ts'

/** What is known of somebody's record, or of a visit by nobody known (`isPerson` false). */
export interface RecordFacts {
  isPerson: boolean
  lastContact: Day
  /** A year, a month or a day, as far as it was given. */
  birth: string | null
  /** When they died, as far as it is known; null for whoever is alive, or may be. */
  died: string | null
  /** The kinds of agency of whoever was with them; null for an agency whose kind nobody wrote down. */
  with: readonly (AgencyKindKey | null)[]
}

const nhs: readonly (AgencyKindKey | null)[] = ['nhs', 'primaryCare']
const voluntary: readonly (AgencyKindKey | null)[] = [
  ...(['voluntary', 'peerLed', 'carers', 'faith', 'socialEnterprise'] as const),
]

/** Years by kind of record, as this centre has them. */
export type Years = Readonly<Record<RetentionKindKey, number>>

/**
 * Which rule holds, by the code as domain.md 3 quotes it. A child's record goes to its birthday, also where the NHS met
 * them and 20 years after the last contact would be longer, or where they have died: all is known there, and the code
 * has a rule for it. A death changes a mental health record alone, as no other rule of the code speaks of one; 10 years
 * after it come in place of 20 after the last contact, not “if sooner”, which the code doesn't say.
 */
export function retentionKindOf(held: RecordFacts, years: Years): RetentionKindKey {
  if (!held.isPerson) return 'unknownPerson'
  const born = lastDayOf(held.birth)
  if (born !== null && held.lastContact < addYears(born, 17)) return 'child'
  if (born !== null && held.lastContact < addYears(born, 18)) return 'childSeventeen'
  const isMentalHealth = held.with.some((kind) => nhs.includes(kind))
  // An agency whose kind nobody wrote down may be of the NHS or voluntary: the longer of what both would have.
  if (isMentalHealth || held.with.includes(null)) {
    if (held.died === null) return 'mentalHealth'
    const isLonger = dueOn(held, 'mentalHealthAfterDeath', years) > dueOn(held, 'mentalHealth', years)
    return isMentalHealth || isLonger ? 'mentalHealthAfterDeath' : 'mentalHealth'
  }
  return held.with.length > 0 && held.with.every((kind) => voluntary.includes(kind))
    ? 'voluntaryOnly'
    : 'adult'
}

/** From which local day on somebody is to look at it. */
export function dueOn(held: RecordFacts, kind: RetentionKindKey, years: Years): Day {
  const from = retentionKinds.find((one) => one.key === kind)?.from
  return addYears(startOf(held, from), years[kind])
}

/** Whoever was here after the day of their death has one of the two written down wrongly: from the later of them. */
function startOf(held: RecordFacts, from: RetentionKind['from'] | undefined): Day {
  const { lastContact } = held
  if (from === 'birth') return lastDayOf(held.birth) ?? lastContact
  const died = from === 'death' ? lastDayOf(held.died) : null
  return died !== null && died > lastContact ? died : lastContact
}

/** So many years after the last contact nothing can be due yet, whichever rule holds: nobody's death is before it. */
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

/** The last day of a year, a month or a day, as far as it was given. */
function lastDayOf(date: string | null): Day | null {
  if (date === null) return null
  const [year = '', month = '12', day] = date.split('-')
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return `${year}-${month}-${day ?? String(last)}`
}
