/**
 * The one place that decides who may know what of somebody: the board, the visit's page, notes, the search, the
 * log, reviews, exports and prints all ask it. What it goes by is the table of shared/contract/accessTable.ts.
 */
import {
  accessTable,
  type Answer,
  type Effect,
  type Sight,
  type Standing,
  type Topic,
  topics,
} from '../contract/accessTable.ts'
import type { Audience } from '../contract/note.ts'
import type { RestrictionReason } from '../contract/restriction.ts'
import { addDays, type Day } from './days.ts'

/** Everything somebody has chosen, as it is now. */
export interface Sharing {
  /** By agency, then by topic; what is absent wasn't asked. */
  agencies: Record<string, Partial<Record<Topic, Answer>>>
  /** Who they are among the workers here, if they are one. */
  colleague: string | null
  /** Colleagues whom such a person lets into their own record. */
  chosen: string[]
  /** Kept and used for nothing but safety (UK GDPR, article 18); absent and null: it isn't. */
  restricted?: Restriction | null
  /** To being used for research and planning; false: asked, and they don't; absent and null: not asked. */
  objects?: boolean | null
}

export interface Restriction {
  /** UTC ms. */
  at: number
  why: RestrictionReason
  /** Who wrote it down, and the workers whom the person lets in all the same. */
  by: string
  letIn: string[]
}

/** One act of choosing, as it was said: it is kept for ever, and what holds now follows from all of them. */
export interface SharingSaid {
  agencies?: string[] | undefined
  /** Null: put back to not asked. */
  answers?: Partial<Record<Topic, Answer | null>> | undefined
  colleague?: string | null | undefined
  chosen?: string[] | undefined
  /** Null: lifted. */
  restricted?: Restriction | null | undefined
  objects?: boolean | null | undefined
}

/** Who looks. A board looks with no `staffId`: what it shows hangs on nobody in particular. */
export interface Looker {
  sight: Sight
  agencyId: string
  staffId?: string
  /** They opened this record for a reason that they wrote down (access.open), and the time isn't over. */
  hasOpened?: boolean
}

export const nothingChosen: Sharing = { agencies: {}, colleague: null, chosen: [] }

/** What holds after one more thing was said. */
export function choose(before: Sharing | null, said: SharingSaid): Sharing {
  const next: Sharing = { ...(before ?? nothingChosen) }
  if (said.answers) {
    next.agencies = { ...next.agencies }
    for (const agencyId of said.agencies ?? []) {
      const all = { ...next.agencies[agencyId], ...said.answers }
      const kept = Object.entries(all).filter(([, answer]) => answer !== null)
      if (kept.length > 0) next.agencies[agencyId] = Object.fromEntries(kept)
      else next.agencies = withoutKey(next.agencies, agencyId)
    }
  }
  if (said.colleague !== undefined) next.colleague = said.colleague
  if (said.chosen !== undefined) next.chosen = said.chosen
  if (said.restricted !== undefined) next.restricted = said.restricted
  if (said.objects !== undefined) next.objects = said.objects
  return next
}

const withoutKey = <T>(all: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name !== key))

/** Where their choice about a topic stands for whoever looks. */
export function standingFor(topic: Topic, looker: Looker, sharing: Sharing | null): Standing {
  if (!sharing) return 'notAsked'
  // A screen on the wall is seen by every agency: one no is enough.
  if (looker.sight === 'wall') {
    if (sharing.restricted) return 'restricted'
    if (Object.values(sharing.agencies).some((one) => one[topic] === 'no')) return 'no'
    return sharing.colleague === null ? 'notAsked' : 'ownRecord'
  }
  if (isOwn(looker, sharing)) return 'yes'
  const { restricted } = sharing
  if (restricted && !restricted.letIn.includes(looker.staffId ?? '')) return 'restricted'
  const said = sharing.agencies[looker.agencyId]?.[topic] ?? 'notAsked'
  const isClosed =
    sharing.colleague !== null && !(looker.staffId !== undefined && sharing.chosen.includes(looker.staffId))
  return isClosed && said !== 'yes' && said !== 'no' ? 'ownRecord' : said
}

/** Somebody who works here and looks at their own record: that is their right, whatever their role. */
export const isOwn = (looker: Looker, sharing: Sharing | null): boolean =>
  looker.staffId !== undefined && looker.staffId !== '' && sharing?.colleague === looker.staffId

/** What of this topic whoever looks may know. */
export function maySee(topic: Topic, looker: Looker, sharing: Sharing | null): Effect {
  if (looker.hasOpened) return 'shown'
  const sight = isOwn(looker, sharing) ? 'team' : looker.sight
  return accessTable[sight][topic][standingFor(topic, looker, sharing)]
}

/** The same of every topic. */
export const maySeeAll = (looker: Looker, sharing: Sharing | null): Record<Topic, Effect> => ({
  name: maySee('name', looker, sharing),
  wishes: maySee('wishes', looker, sharing),
  notes: maySee('notes', looker, sharing),
  helps: maySee('helps', looker, sharing),
  promises: maySee('promises', looker, sharing),
  safetyPlan: maySee('safetyPlan', looker, sharing),
})

/** Topics that the person has closed to whoever looks, as against those that their role never sees. */
export const closedTo = (looker: Looker, sharing: Sharing | null): Topic[] =>
  sharing === null || looker.hasOpened
    ? []
    : topics.filter((topic) =>
        ['no', 'ownRecord', 'restricted'].includes(standingFor(topic, looker, sharing)),
      )

/**
 * What holds for a visit that is on the board, and for what keeps a restriction in order: whoever is here is met, and
 * kept safe, with what is said now. All that is over stays restricted.
 */
export const unrestricted = (sharing: Sharing | null): Sharing | null =>
  sharing?.restricted ? { ...sharing, restricted: null } : sharing

/** One version of a note: who wrote it, and for whom the person and the writer meant it. */
export interface MeantFor {
  authorId: string
  audience: Audience
  readers: readonly string[]
}

/** Whether whoever looks may read a note, all versions of it; `may`: what they may know of notes here. */
export function mayReadNote(
  versions: readonly MeantFor[],
  { staffId, may, wasAlongside }: { staffId: string; may: Effect; wasAlongside: boolean },
): boolean {
  const isForMe = ({ audience, readers }: MeantFor) =>
    audience === 'team' || (audience === 'alongside' ? wasAlongside : readers.includes(staffId))
  return (
    may === 'shown' || versions.some((one) => one.authorId === staffId || (may === 'asMeant' && isForMe(one)))
  )
}

/**
 * Whether whoever looks may know that one of these supports the other: of the team, and to whom the name of each is open.
 * One of the two themselves, who may work here, only where both said that the other may know.
 */
export const mayKnowTie = (
  sides: readonly { looker: Looker; sharing: Sharing | null }[],
  isAgreed: boolean,
): boolean =>
  sides.every(
    ({ looker, sharing }) =>
      looker.sight === 'team' &&
      maySee('name', looker, sharing) !== 'blank' &&
      (isAgreed || !isOwn(looker, sharing)),
  )

/** How long an opening lasts, ms. */
export const hour = 3_600_000

/** The next day from Monday to Friday, by which something is to be gone through. Bank holidays are people's to know. */
export function nextWorkingDay(day: Day): Day {
  let next = addDays(day, 1)
  while ([0, 6].includes(new Date(`${next}T12:00:00Z`).getUTCDay())) next = addDays(next, 1)
  return next
}
