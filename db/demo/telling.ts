/**
 * What somebody tells whoever sits with them: their own words, what brings them, how they feel. In about the
 * proportions that Hope Haven reported (domain.md 8.4): over half of people with a reason recorded have
 * thoughts of suicide among them, many are anxious or low or hurt themselves, many have trouble at home or
 * with money, and very many speak of relationships and of those they have lost.
 */
import type { Sent } from '../../shared/contract/index.ts'
import type { FeelingSkipKey } from '../../shared/lists/feelingSkips.ts'
import type { ReasonKey } from '../../shared/lists/reasons.ts'
import { ownWords } from './ownWords.ts'
import { type Random, random } from './random.ts'

export interface Telling {
  /** What brings them, whether or not anybody writes it down. */
  readonly reasons: readonly ReasonKey[]
  /** 0 to 10, or null where it isn't answered. */
  readonly feeling: number | null
  /** As whoever sits with them puts it down; null where nothing is put down. */
  readonly written: Omit<Sent<'visit.change'>, 'visitId'> | null
}

/** The share of people, of those with any reason recorded, who have this one among theirs. */
const shares: readonly (readonly [ReasonKey, number])[] = [
  ['thoughtsOfSuicide', 0.55],
  ['anxiety', 0.5],
  ['lowMood', 0.46],
  ['selfHarm', 0.26],
  ['relationships', 0.36],
  ['bereavement', 0.25],
  ['loneliness', 0.26],
  ['housing', 0.3],
  ['sleep', 0.2],
  ['benefits', 0.18],
  ['alcohol', 0.16],
  ['debt', 0.15],
  ['money', 0.14],
  ['drugs', 0.12],
  ['trauma', 0.08],
  ['medicines', 0.07],
  ['physicalHealth', 0.06],
  ['work', 0.06],
  ['inCrisis', 0.06],
  ['parenting', 0.05],
  ['worriedAboutSomeone', 0.05],
  ['lookingAfterMyself', 0.05],
  ['essentials', 0.05],
  ['bereavedBySuicide', 0.03],
  ['nowhereSafeTonight', 0.03],
  ['gambling', 0.02],
  ['someoneIsHurtingMe', 0.02],
  ['belonging', 0.03],
  ['faithCultureMeaning', 0.02],
  ['immigration', 0.02],
  ['unusualExperiences', 0.03],
  ['noReasonNeeded', 0.02],
]

/** `who` is a person whose reasons stay much the same from visit to visit, or a visit that nobody's is. */
export function tellingOf(seed: string, who: string, draw: Random): Telling {
  const reasons = reasonsOf(seed, who, draw)
  const isAnswered = draw.chance(0.62)
  const feeling = isAnswered ? Math.max(0, Math.min(8, Math.round(draw.around(3.4, 0.5)))) : null
  return { reasons, feeling, written: writtenOf(reasons, feeling, draw) }
}

function reasonsOf(seed: string, who: string, draw: Random): ReasonKey[] {
  const theirs = random(seed, 'brings', who)
  const lasting = shares.filter(([, share]) => theirs.chance(share)).map(([key]) => key)
  const few = lasting.filter((key) => key === 'thoughtsOfSuicide' || draw.chance(0.9)).slice(0, 7)
  return few.length > 0 ? few : [draw.pick(['anxiety', 'loneliness', 'somethingElse'] as const)]
}

function writtenOf(reasons: readonly ReasonKey[], feeling: number | null, draw: Random): Telling['written'] {
  const written: Omit<Sent<'visit.change'>, 'visitId'> = {}
  if (draw.chance(0.8)) written.reasonsAdded = [...reasons]
  if (draw.chance(0.55)) {
    const words = wordsAbout(reasons, draw)
    if (words) written.words = words
    if (words && draw.chance(0.1)) written.wordsShown = true
  }
  if (written.reasonsAdded && draw.chance(0.12)) written.reasonsShown = true
  if (feeling !== null) written.feeling = feeling
  else if (draw.chance(0.6)) written.feelingSkipped = skip(draw)
  if (draw.chance(0.12)) written.nameOnWall = true
  return Object.keys(written).length > 0 ? written : null
}

function wordsAbout(reasons: readonly ReasonKey[], draw: Random): string | undefined {
  const about = draw.shuffled(reasons).find((key) => ownWords[key])
  return about === undefined ? undefined : draw.pick(ownWords[about] ?? [])
}

export const skip = (draw: Random): FeelingSkipKey =>
  draw.weighted([
    ['didntFeelRight', 6],
    ['ratherNot', 3],
    ['notAble', 1],
  ])
