/**
 * That somebody supports somebody, said and taken back, and what each of the two says the other may know. Both keep a
 * record of their own: nothing is written into either, and the log names the two by digest alone. A worker who may not
 * know the one’s name is told of no tie to them.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { tie } from '../../../db/schema/tie.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { type Act, type Handlers, NotAllowed } from '../../commands/handler.ts'
import { isOperator } from '../../operatorActor.ts'
import { holdVisit } from '../../rows/locks.ts'
import { takeChooser } from '../../rows/sharing.ts'
import { isAgreed, isSame, maySeeTie, sideOf, tieField, type TieSaid, tiesWhere } from '../../rows/ties.ts'
import type { Naming } from '../../feed/label.ts'

const keep = statement((db) =>
  db
    .insert(tie)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      supporter: ph('supporter'),
      supported: ph('supported'),
      at: ph('at'),
      byStaffId: ph('by'),
    })
    .onConflictDoNothing()
    .returning({ id: tie.id }),
)
const take = statement((db) =>
  db
    .update(tie)
    .set({ byStaffId: tie.byStaffId })
    .where(and(eq(tie.id, ph('id')), eq(tie.centreId, ph('centreId'))))
    .returning(),
)
const says = {
  supporter: statement((db) =>
    db
      .update(tie)
      .set({ supporterSays: ph('mayKnow'), supporterSaidAt: ph('at') })
      .where(eq(tie.id, ph('id'))),
  ),
  supported: statement((db) =>
    db
      .update(tie)
      .set({ supportedSays: ph('mayKnow'), supportedSaidAt: ph('at') })
      .where(eq(tie.id, ph('id'))),
  ),
}
const end = statement((db) =>
  db
    .update(tie)
    .set({ endedAt: ph('at'), endedBy: ph('by') })
    .where(and(eq(tie.id, ph('id')), isNull(tie.endedAt))),
)

type Acting = Pick<Act<'tie.add'>, 'centreId' | 'actor' | 'at' | 'missing'>
const asking = ({ actor, centreId, at }: Acting) => ({ asker: actor, centreId, now: at })

export const tieHandlers = {
  async 'tie.add'(tx, act, { tieId, supporter, supported }) {
    const { centreId, occurredAt: at, actor } = act
    const sides = await takeSides(tx, act, [supporter, supported])
    if (!(await maySeeTie(tx, asking(act), sides, false))) throw new NotAllowed()
    const [one = null, other = null] = sides
    if (isSame(one, other)) act.refuse('samePerson', {})
    const there = await tiesWhere(tx, 'supporter', {
      centreId,
      visitId: supporter,
      personId: one?.personId ?? null,
    })
    for (const row of there)
      if (isSame(other, await sideOf(tx, centreId, row.supported))) act.refuse('alreadyTied', {})
    const id = tieId ?? act.newId()
    if ((await keep(tx, { id, centreId, supporter, supported, at, by: actor.staffId })).length === 0)
      act.refuse('tieExists', {})
    act.change('tie.added', id, { said: [act.say(id, 'tie', { supporter, supported })] })
    return id
  },

  async 'tie.choose'(tx, act, { tieId, side, mayKnow }) {
    const row = await takeTie(tx, act, tieId)
    // Nobody is there any more who could say so.
    if (row[side] === '') return act.missing()
    if (row.endedAt !== null) act.refuse('notTied', {})
    await says[side](tx, { id: tieId, mayKnow, at: mayKnow === null ? null : act.occurredAt })
    act.change('tie.chosen', tieId, { said: [act.say(tieId, tieField, { side, mayKnow } satisfies TieSaid)] })
    return tieId
  },

  async 'tie.end'(tx, act, { tieId }) {
    const row = await takeTie(tx, act, tieId)
    if (row.endedAt !== null) act.refuse('notTied', {})
    await end(tx, { id: tieId, at: act.occurredAt, by: act.actor.staffId })
    act.change('tie.ended', tieId, {})
    return tieId
  },
} satisfies Partial<Handlers>

/** Both sides, held: visits first, then people, each in the order of their ids. */
async function takeSides(tx: Writer, act: Acting, ids: readonly string[]): Promise<Naming[]> {
  const { centreId } = act
  const people = new Set<string>()
  for (const id of ids.toSorted()) {
    const [held] = await holdVisit(tx, { visitId: id, centreId })
    const personId = held ? held.personId : id
    if (personId !== null) people.add(personId)
  }
  for (const personId of [...people].toSorted())
    if (!(await takeChooser(tx, { personId, centreId }))) return act.missing()
  const sides: Naming[] = []
  for (const id of ids) sides.push((await sideOf(tx, centreId, id)) ?? act.missing())
  return sides
}

/** A tie that the actor may know of, ended or not. */
async function takeTie(tx: Writer, act: Acting, id: string): Promise<typeof tie.$inferSelect> {
  const { centreId } = act
  const [row] = await take(tx, { id, centreId })
  if (!row) return act.missing()
  // What was said of it is told again after a restore, and nobody reads it by that.
  if (isOperator(act.actor)) return row
  const sides = [await sideOf(tx, centreId, row.supporter), await sideOf(tx, centreId, row.supported)]
  return (await maySeeTie(tx, asking(act), sides, isAgreed(row))) ? row : act.missing()
}
