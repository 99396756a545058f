/**
 * How long each kind of record is kept until somebody looks at it. Keeping something for a shorter time than the
 * national code says needs a reason, which stays beside the rule.
 */
import { retention } from '../../../db/schema/centre.ts'
import { ph, statement } from '../../../db/statement.ts'
import { retentionKinds } from '../../../shared/lists/retentionKinds.ts'
import type { Handlers } from '../../commands/handler.ts'
import { readDirectory } from '../../feed/directory.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { ownRules } from '../../rows/retentionYears.ts'
import { takeCentre } from './taken.ts'

const put = statement((db) =>
  db
    .insert(retention)
    .values({
      centreId: ph('centreId'),
      kind: ph('kind'),
      years: ph('years'),
      why: ph('why'),
      changedAt: ph('changedAt'),
      byStaffId: ph('byStaffId'),
    })
    .onConflictDoUpdate({
      target: [retention.centreId, retention.kind],
      set: { years: ph('years'), why: ph('why'), changedAt: ph('changedAt'), byStaffId: ph('byStaffId') },
    }),
)

export const retentionHandlers = {
  async 'retention.change'(tx, act, { kind, years, why }) {
    const { centreId } = act
    const shipped = retentionKinds.find((one) => one.key === kind)?.years ?? 0
    if (years < shipped && why === undefined) act.refuse('sayWhyShorter', { shippedYears: shipped })
    await takeCentre(tx, { centreId })
    const before = (await ownRules(tx, { centreId })).find((one) => one.kind === kind)
    if ((before?.years ?? shipped) === years && (before?.why ?? null) === (why ?? null)) return kind
    const row = { centreId, kind, years, why: why ?? null, changedAt: act.at, byStaffId: act.actor.staffId }
    await put(tx, row)
    const said = why === undefined ? {} : { said: [act.say(centreId, `retention.${kind}`, why)] }
    act.change('retention.changed', centreId, { kind, years, ...said })
    return kind
  },
} satisfies Partial<Handlers>

export const retentionQueries = {
  async retention(read, { centreId }) {
    const directory = await readDirectory(read, centreId)
    const changed = new Map((await ownRules(read, { centreId })).map((one) => [one.kind, one]))
    return {
      rules: retentionKinds.map(({ key, years }) => {
        const mine = changed.get(key)
        const name = mine ? directory.nameOf(mine.byStaffId) : ''
        return {
          kind: key,
          years: mine?.years ?? years,
          shippedYears: years,
          changedAt: mine?.changedAt ?? null,
          by: mine && name ? { staffId: mine.byStaffId, name } : null,
          why: mine?.why ?? null,
        }
      }),
    }
  },
} satisfies Partial<QueryHandlers>
