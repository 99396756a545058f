/**
 * Who was turned away, a line each in the process's own log: so that whoever watches it sees an attack while it goes on.
 * Kinds, calls of the contract, the centre's id, and the account's where one was proven. Never what was typed or shown.
 */
import type { ProcessLog } from './log.ts'

/**
 * `wrongProof`: a password, code, PIN, passkey, link or agency's word that wasn't right. `signedOut`: a sign-in was shown
 * that doesn't stand, or never did. `notAllowed`: no right to it, or not from our own pages. `notThere`: nothing there
 * that they may know of. `notUnderstood`: an input that our pages don't send. `slowed`: too many, told to wait.
 */
export const whys = ['wrongProof', 'signedOut', 'notAllowed', 'notThere', 'notUnderstood', 'slowed'] as const
export type Why = (typeof whys)[number]

export interface Turned {
  /** A command or query of the contract, `socket`, or `agency` for the way back from one. */
  call: string
  centreId: string
  accountId?: string | undefined
}

export interface TurnedAway {
  tell(why: Why, turned: Turned): void
}

/**
 * `limit` gives the seconds to wait for another line of one kind about one account: what comes meanwhile is counted, and
 * the next line says how many there were (`unsaid`). Nobody can fill a disk by knocking.
 */
export function createTurnedAway(parts: {
  log: Pick<ProcessLog, 'info'>
  limit: (key: string) => number
}): TurnedAway {
  const unsaid = new Map<string, number>()
  return {
    tell(why, { call, centreId, accountId }) {
      const key = `${why} ${accountId ?? ''}`
      const before = unsaid.get(key) ?? 0
      if (parts.limit(key) > 0) return void unsaid.set(key, before + 1)
      unsaid.delete(key)
      const facts = { why, call, centreId, ...(accountId === undefined ? {} : { accountId }) }
      parts.log.info('turned away', before === 0 ? facts : { ...facts, unsaid: before })
    },
  }
}
