/**
 * Whom calls and offers ask, and which calls ask now. Pure: the server decides by it, and every screen shows the same.
 */
import type { Alongside, OpenCall } from '../contract/board.ts'
import type { Role } from '../contract/roleGroups.ts'
import { isOnTheWay } from './doing.ts'

/**
 * The calls that ask at `now` (UTC ms): nobody answered, or whoever did is no longer expected. A promise to come that
 * wasn't kept must not hide that somebody is still wanted.
 */
export function callsAsking<C extends Pick<OpenCall, 'answeredBy'>>(
  card: { calls: readonly C[]; with: readonly Alongside[] },
  now: number,
): C[] {
  return card.calls.filter(({ answeredBy }) => {
    if (answeredBy === null) return true
    const promised = card.with.find((one) => one.staffId === answeredBy)
    return promised === undefined || !isOnTheWay(promised, now)
  })
}

/** Who else answers for a role: a senior peer supporter is a peer supporter, and at night may be the only one. */
const alsoAnswers: Partial<Record<Role, readonly string[]>> = { seniorPeer: ['peer'], peer: ['seniorPeer'] }

/** Whether somebody in this role answers what is asked of `asked`, a role's key or a wish's. */
export function answersFor(role: Role, asked: string | null): boolean {
  return asked !== null && (asked === role || (alsoAnswers[role]?.includes(asked) ?? false))
}
