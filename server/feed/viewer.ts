/**
 * Classes of viewers: centre, what a role sees, and agency, or the wall. A card depends on the class that looks and
 * on what the person chose, never on an individual and never on the clock: so one set of bytes serves a class, and
 * classes whose agency nobody on the board has said anything about share theirs.
 */
import type { Card } from '../../shared/contract/board.ts'
import { sightOf } from '../../shared/contract/accessTable.ts'
import type { Role } from '../../shared/contract/role.ts'
import { closedTo, type Looker, maySee } from '../../shared/domain/access.ts'
import { justToBeHere, wantsSomeone } from '../../shared/domain/doing.ts'
import { boardReasonKeys, reasons as allReasons } from '../../shared/lists/reasons.ts'
import type { CardFacts } from './cards.ts'

/**
 * Two see alike on a board who share a sight and an agency. 'team' and 'settings' without one are what every agency
 * sees that nobody has said anything about.
 */
type BoardSight = 'team' | 'settings'
export type ViewerClass = BoardSight | `${BoardSight} ${string}` | 'wall'

/** A volunteer's board is the team's: what they may not read, notes, is on no board. */
export function viewerClassOf({ role, agencyId }: { role: Role; agencyId: string }): ViewerClass {
  const sight = sightOf(role)
  if (sight === 'wall') return 'wall'
  return `${sight === 'settings' ? 'settings' : 'team'} ${agencyId}`
}

export function lookerOf(viewer: ViewerClass): Looker {
  if (viewer === 'wall') return { sight: 'wall', agencyId: '' }
  const [sight = 'settings', agencyId = ''] = viewer.split(' ')
  return { sight: sight === 'team' ? 'team' : 'settings', agencyId }
}

/** The class whose bytes are the same for these cards: without its agency where none of them speaks of it. */
export function narrowed(viewer: ViewerClass, cards: Iterable<CardFacts>): ViewerClass {
  const { sight, agencyId } = lookerOf(viewer)
  if (sight === 'wall' || agencyId === '') return viewer
  for (const { sharing } of cards) if (sharing && agencyId in sharing.agencies) return viewer
  return sight === 'team' ? 'team' : 'settings'
}

/** Shipped reasons that never show on a board, a wall or a print; a centre's own reasons may. */
const mayShow: readonly string[] = boardReasonKeys
const neverOnBoard = allReasons.map(({ key }) => key as string).filter((key) => !mayShow.includes(key))

/** Somebody who has gone stays on the boards of those who worry about them, and on no wall. */
export const isShownTo = (facts: CardFacts, viewer: ViewerClass): boolean =>
  viewer !== 'wall' || facts.goneAt === null

/** What this class may see of a visit; a choice blanks fields, it never takes a card away. */
export function project(facts: CardFacts, looker: Looker): Omit<Card, 'doing'> {
  const { reasonsShown: _reasonsShown, wordsShown: _wordsShown, sharing, unnamed, ...card } = facts
  const blank = closedTo(looker, sharing).filter((topic) => topic === 'name' || topic === 'wishes')
  const named = maySee('name', looker, sharing) === 'blank' ? { ...card, ...nameless(unnamed) } : card
  const isOpen = looker.sight === 'team' && !blank.includes('wishes')
  const told = isOpen ? named : { ...named, ...wordless(named) }
  const shown = { ...told, ...wishes(facts, looker), ...(blank.length > 0 ? { blank } : {}) }
  return looker.sight === 'wall' ? forWall(shown, facts) : shown
}

/** What a colleague said with a call or an offer may say what somebody wants: for the team, where wishes may be known. */
const wordless = ({ calls, handover }: Pick<Card, 'calls' | 'handover'>) => ({
  calls: calls.map((one) => ({ ...one, word: null })),
  handover: handover && { ...handover, word: null },
})
const nameless = (label: string) => ({ label, isKnown: false, beenBefore: false })

/** The wishes on a card. Words and reasons only where they said that a board may have them. */
function wishes(facts: CardFacts, looker: Looker) {
  const { reasons, reasonsShown, words, wordsShown, wants, wantsStaff, wantsNote } = facts
  if (maySee('wishes', looker, facts.sharing) === 'blank') {
    return {
      // Whether they would like somebody, which is all that `doing` asks; not whom, and not what else.
      wants: wants === null ? null : [wantsSomeone(facts) ? 'anyone' : justToBeHere],
      wantsStaff: [],
      wantsNote: null,
      words: null,
      reasons: [],
      hasReasons: false,
    }
  }
  const showable = reasons.filter((key) => !neverOnBoard.includes(key))
  return {
    wants,
    wantsStaff,
    wantsNote,
    words: wordsShown ? words : null,
    reasons: reasonsShown ? showable : [],
    hasReasons: showable.length > 0,
  }
}

function forWall(card: Omit<Card, 'doing'>, facts: CardFacts): Omit<Card, 'doing'> {
  const { blank, ...shown } = card
  return {
    ...shown,
    label: facts.nameOnWall && !blank?.includes('name') ? facts.label : '',
    isKnown: false,
    beenBefore: false,
    spaceId: null,
    ratherNot: [],
    lastSeenBy: null,
    handover: null,
    calls: [],
    isWorried: false,
    // That somebody is with them or on the way, and until when: a count of who waits needs it. Not who.
    with: facts.with.map((one) => ({ ...one, staffId: '', name: '', agency: '' })),
  }
}
