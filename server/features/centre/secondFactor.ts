/**
 * Which roles a centre wants a second factor of. It holds for sign-ins that begin from then on: nobody is stopped in
 * the middle of a shift, and whoever has none sets it up right after the next one (queries and commands that are open
 * meanwhile stand in the contract).
 */
import { eq } from 'drizzle-orm'
import { centre } from '../../../db/schema/centre.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Handlers } from '../../commands/handler.ts'
import { takeCentre } from './taken.ts'

const put = statement((db) =>
  db
    .update(centre)
    .set({ secondFactorSince: ph('since') })
    .where(eq(centre.id, ph('centreId'))),
)

export const secondFactorDemandHandlers = {
  async 'centre.demandSecondFactor'(tx, act, input) {
    const { centreId } = act
    const [before] = await takeCentre(tx, { centreId })
    if (!before) return act.missing()
    const roles = [...new Set(input.roles)]
    // A role that was there keeps its moment, so that nobody gets by while another is added.
    const since = Object.fromEntries(roles.map((role) => [role, before.secondFactorSince?.[role] ?? act.at]))
    await put(tx, { centreId, since })
    act.change('centre.secondFactorDemanded', centreId, { roles })
    return centreId
  },
} satisfies Partial<Handlers>
