/**
 * What the desk has typed about somebody at the counter, and what of it is sent. Only the time is needed, so an
 * empty one is whole. Pure: the page keeps it as a draft, so everything here survives JSON.
 */
import type { Sent } from '../../shared/contract/index.ts'
import type { Earlier, NotAMoment } from './earlier.ts'

export interface WalkIn {
  label: string
  /** Somebody we know, chosen from the list; `known` is their name as it was then. */
  personId: string | null
  known: string
  /** Null: not asked. */
  wants: string[] | null
  wantsStaff: string[]
  ratherNot: string[]
  wantsNote: string
  welcomed: boolean
  isEarlier: boolean
  earlierTime: string
  /** '' for the most recent such time. */
  earlierDay: string
  words: string
  wordsShown: boolean
  reasons: string[]
  reasonsShown: boolean
  cameBy: string
  suggestedBy: string
  withWhom: string
  feeling: number | null
  feelingSkipped: string
  channel: string
  spaceId: string
  nameOnWall: boolean
}

export function emptyWalkIn(): WalkIn {
  return {
    label: '',
    personId: null,
    known: '',
    wants: null,
    wantsStaff: [],
    ratherNot: [],
    wantsNote: '',
    welcomed: false,
    isEarlier: false,
    earlierTime: '',
    earlierDay: '',
    words: '',
    wordsShown: false,
    reasons: [],
    reasonsShown: false,
    cameBy: '',
    suggestedBy: '',
    withWhom: '',
    feeling: null,
    feelingSkipped: '',
    channel: '',
    spaceId: '',
    nameOnWall: false,
  }
}

export type Arrival =
  { ok: true; input: Sent<'visit.arrive'> } | { ok: false; field: 'earlier'; why: NotAMoment }

/** Whether somebody said that they arrived before this moment: a day without its time says so too, and asks for it. */
export const saysEarlier = (typed: WalkIn): boolean =>
  typed.isEarlier && (typed.earlierTime.trim() !== '' || typed.earlierDay !== '')

/**
 * The command for what was typed; empty answers stay out of it, so that nothing is taken for asked. `earlier` is
 * the time they typed as the moment it means (earlier.ts), null where they typed none.
 */
export function arrival(typed: WalkIn, visitId: string, earlier: Earlier | null): Arrival {
  if (earlier && earlier.is !== 'found') return { ok: false, field: 'earlier', why: earlier.is }
  const label = typed.label.trim()
  const isAsked = typed.wants !== null || typed.wantsStaff.length > 0
  const input: Sent<'visit.arrive'> = {
    visitId,
    ...(typed.personId ? { personId: typed.personId } : text('label', label)),
    ...(isAsked ? { wants: typed.wants ?? [] } : {}),
    ...some('wantsStaff', typed.wantsStaff),
    ...some('ratherNot', typed.ratherNot),
    ...text('wantsNote', typed.wantsNote),
    ...(typed.welcomed ? { welcomed: true } : {}),
    ...(earlier ? { arrivedAt: earlier.at } : {}),
    ...text('words', typed.words),
    ...(typed.words.trim() && typed.wordsShown ? { wordsShown: true } : {}),
    ...some('reasons', typed.reasons),
    ...(typed.reasons.length > 0 && typed.reasonsShown ? { reasonsShown: true } : {}),
    ...text('cameBy', typed.cameBy),
    ...text('suggestedBy', typed.suggestedBy),
    ...text('withWhom', typed.withWhom),
    ...(typed.feeling === null ? text('feelingSkipped', typed.feelingSkipped) : { feeling: typed.feeling }),
    ...text('channel', typed.channel),
    ...text('spaceId', typed.spaceId),
    ...(typed.nameOnWall ? { nameOnWall: true } : {}),
  }
  return { ok: true, input }
}

function text<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  const trimmed = value.trim()
  return trimmed ? ({ [key]: trimmed } as Record<K, string>) : {} // a computed key widens to string
}
function some<K extends string>(key: K, values: string[]): Partial<Record<K, string[]>> {
  return values.length > 0 ? ({ [key]: values } as Record<K, string[]>) : {} // a computed key widens to string
}

/** How many answers are under "More", so that folded words aren't forgotten. */
export function answersUnderMore(typed: WalkIn): number {
  const filled = [
    typed.words.trim(),
    typed.cameBy,
    typed.suggestedBy,
    typed.withWhom.trim(),
    typed.feelingSkipped,
    typed.channel,
    typed.spaceId,
    typed.wantsNote.trim(),
  ].filter(Boolean).length
  return (
    filled +
    (typed.reasons.length > 0 ? 1 : 0) +
    (typed.feeling === null ? 0 : 1) +
    (typed.nameOnWall ? 1 : 0) +
    (typed.ratherNot.length > 0 ? 1 : 0)
  )
}

/** Whether anything at all has been typed or chosen. */
export function isBlank(typed: WalkIn): boolean {
  return JSON.stringify(typed) === JSON.stringify(emptyWalkIn())
}

/** The answers that stand in sight: all others are under "More". */
export const answersInSight: readonly string[] = ['label', 'wants', 'wantsStaff']
