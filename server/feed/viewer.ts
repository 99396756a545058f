/**
 * Classes of viewers. A card depends on the class that looks and on what the person said may be shown,
 * never on an individual and never on the clock: so one set of bytes serves everybody of a class.
 */
import type { Card } from '../../shared/contract/board.ts'
import type { Role } from '../../shared/contract/role.ts'
import { justToBeHere, wantsSomeone } from '../../shared/domain/doing.ts'
import { boardReasonKeys, reasons as allReasons } from '../../shared/lists/reasons.ts'
import type { CardFacts } from './cards.ts'

/** 'team' sees cards whole; 'settings' has no words; 'wall' no more than the person agreed to. */
export type ViewerClass = 'team' | 'settings' | 'wall'
export const viewerClasses: readonly ViewerClass[] = ['team', 'settings', 'wall']

export function viewerClassOf(role: Role): ViewerClass {
  if (role === 'wall') return 'wall'
  return role === 'administrator' ? 'settings' : 'team'
}

/** Shipped reasons that never show on a board, a wall or a print; a centre's own reasons may. */
const mayShow: readonly string[] = boardReasonKeys
const neverOnBoard = allReasons.map(({ key }) => key as string).filter((key) => !mayShow.includes(key))

/** Somebody who has gone stays on the boards of those who worry about them, and on no wall. */
export const isShownTo = (facts: CardFacts, viewer: ViewerClass): boolean =>
  viewer !== 'wall' || facts.goneAt === null

/** What this class may see of a visit; a choice blanks fields, it never takes a card away. */
export function project(facts: CardFacts, viewer: ViewerClass): Omit<Card, 'doing'> {
  const { reasons, reasonsShown, words, wordsShown, ...card } = facts
  const showable = reasons.filter((key) => !neverOnBoard.includes(key))
  const team = {
    ...card,
    words: wordsShown ? words : null,
    reasons: reasonsShown ? showable : [],
    hasReasons: showable.length > 0,
  }
  if (viewer === 'team') return team
  const wordless = { ...team, words: null, wantsNote: null, reasons: [], hasReasons: false }
  if (viewer === 'settings') return wordless
  return {
    ...wordless,
    label: facts.nameOnWall ? facts.label : '',
    isKnown: false,
    beenBefore: false,
    spaceId: null,
    // Whether they would like somebody, which is all that `doing` asks; not whom, and not what else.
    wants: facts.wants === null ? null : [wantsSomeone(facts) ? 'anyone' : justToBeHere],
    wantsStaff: [],
    ratherNot: [],
    lastSeenBy: null,
    handover: null,
    calls: [],
    isWorried: false,
    // That somebody is with them or on the way, and until when: a count of who waits needs it. Not who.
    with: facts.with.map((one) => ({ ...one, staffId: '', name: '', agency: '' })),
  }
}
