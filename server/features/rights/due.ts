/**
 * What has been kept as long as the rules say, for somebody to look at. What is erased, or kept longer for a written
 * reason, is off the list. Nothing is deleted by itself, here or anywhere.
 */
import { retentionKeep } from '../../../db/schema/centre.ts'
import { ph, statement } from '../../../db/statement.ts'
import { overAt } from '../../../shared/domain/retention.ts'
import type { Handlers } from '../../commands/handler.ts'
import { lookerAs } from '../../feed/label.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { holdVisit } from '../../rows/locks.ts'
import { takeChooser } from '../../rows/sharing.ts'
import { zoneOf } from '../../rows/zone.ts'

const putKeep = statement((db) =>
  db
    .insert(retentionKeep)
    .values({
      subject: ph('subject'),
      centreId: ph('centreId'),
      until: ph('until'),
      at: ph('at'),
      byStaffId: ph('byStaffId'),
    })
    .onConflictDoUpdate({
      target: [retentionKeep.subject],
      set: { until: ph('until'), at: ph('at'), byStaffId: ph('byStaffId') },
    }),
)

export const dueHandlers = {
  async 'retention.keep'(tx, act, { subject, years, why }) {
    const { centreId, at, actor } = act
    const [held] = await holdVisit(tx, { visitId: subject, centreId })
    if (!held && !(await takeChooser(tx, { personId: subject, centreId }))) return act.missing()
    const until = overAt(at, years, await zoneOf(tx, centreId))
    await putKeep(tx, { subject, centreId, until, at, byStaffId: actor.staffId })
    act.change('retention.kept', subject, { until, said: [act.say(subject, 'retentionKeep', why)] })
    return subject
  },
} satisfies Partial<Handlers>

export const dueQueries = {
  'retention.due': (_read, { asker, centreId, now, past }) =>
    past.due({ centreId, now, looker: lookerAs(asker) }),
} satisfies Partial<QueryHandlers>
