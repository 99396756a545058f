/* Why: one worker as the settings know them. */
import type { Answer } from '../../shared/contract/index.ts'

export type Account = Answer<'session.accounts'>['accounts'][number]

export type AccountAct = 'link' | 'app' | 'endAll' | 'switchOff' | 'switchOn'

/** What an administrator can do with somebody's sign-in as it is. */
export function actsOn(account: Account): AccountAct[] {
  if (account.offAt !== null) return ['switchOn']
  return ['link', ...(account.hasApp ? (['app'] as const) : []), 'endAll', 'switchOff']
}
