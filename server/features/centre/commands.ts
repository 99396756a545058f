/**
 * The centre's own lists, spaces and settings. A key never changes meaning and nothing is removed: what is no longer
 * wanted is hidden, since visits speak of it for ever. Earlier labels stay in `said`.
 */
import { and, asc, eq, max, sql } from 'drizzle-orm'
import { centre, listEntry, space } from '../../../db/schema/centre.ts'
import { ph, statement } from '../../../db/statement.ts'
import { shippedKeys } from '../../../shared/lists/shipped.ts'
import type { Handlers } from '../../commands/handler.ts'
import { takeCentre } from './taken.ts'

/** Makes the entry where there is none, and takes its row where there is one. */
const takeEntry = statement((db) =>
  db
    .insert(listEntry)
    .values({
      centreId: ph('centreId'),
      list: ph('list'),
      key: ph('key'),
      label: null,
      isHidden: false,
      isOwn: ph('isOwn'),
    })
    .onConflictDoUpdate({
      target: [listEntry.centreId, listEntry.list, listEntry.key],
      set: { key: sql`excluded.key` },
    })
    .returning(),
)
const putEntry = statement((db) =>
  db
    .update(listEntry)
    .set({ label: ph('label'), isHidden: ph('isHidden') })
    .where(
      and(
        eq(listEntry.centreId, ph('centreId')),
        eq(listEntry.list, ph('list')),
        eq(listEntry.key, ph('key')),
      ),
    ),
)
const lastPosition = statement((db) =>
  db
    .select({ position: max(space.position) })
    .from(space)
    .where(eq(space.centreId, ph('centreId'))),
)
const addSpace = statement((db) =>
  db
    .insert(space)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      name: ph('name'),
      kind: ph('kind'),
      isHidden: false,
      position: ph('position'),
    })
    .onConflictDoNothing()
    .returning({ id: space.id }),
)
const takeSpace = statement((db) =>
  db
    .update(space)
    .set({ position: sql`${space.position}` })
    .where(and(eq(space.id, ph('spaceId')), eq(space.centreId, ph('centreId'))))
    .returning(),
)
const putSpace = statement((db) =>
  db
    .update(space)
    .set({ name: ph('name'), isHidden: ph('isHidden') })
    .where(eq(space.id, ph('spaceId'))),
)

const putPosition = statement((db) =>
  db
    .update(space)
    .set({ position: ph('position') })
    .where(and(eq(space.id, ph('spaceId')), eq(space.centreId, ph('centreId')))),
)
const inOrder = statement((db) =>
  db
    .select({ id: space.id })
    .from(space)
    .where(eq(space.centreId, ph('centreId')))
    .orderBy(asc(space.position), asc(space.id)),
)

const putCentre = statement((db) =>
  db
    .update(centre)
    .set({
      name: ph('name'),
      word: ph('word'),
      onTheWayMinutes: ph('onTheWayMinutes'),
      lockMinutes: ph('lockMinutes'),
    })
    .where(eq(centre.id, ph('centreId'))),
)

export const centreHandlers = {
  /** Whoever said “I'll go” before keeps the time that was theirs. */
  async 'centre.change'(tx, act, input) {
    const { centreId } = act
    const [before] = await takeCentre(tx, { centreId })
    if (!before) return act.missing()
    const name = input.name ?? before.name
    const word = input.word ?? before.word
    const onTheWayMinutes = input.onTheWayMinutes ?? before.onTheWayMinutes
    const lockMinutes = input.lockMinutes ?? before.lockMinutes
    const changed = {
      ...(word === before.word ? {} : { word }),
      ...(onTheWayMinutes === before.onTheWayMinutes ? {} : { onTheWayMinutes }),
      ...(lockMinutes === null || lockMinutes === before.lockMinutes ? {} : { lockMinutes }),
      ...(name === before.name ? {} : { said: [act.say(centreId, 'name', name)] }),
    }
    if (Object.keys(changed).length === 0) return centreId
    await putCentre(tx, { centreId, name, word, onTheWayMinutes, lockMinutes })
    act.change('centre.changed', centreId, changed)
    return centreId
  },

  /** A label of null gives a shipped entry its first name back; the centre's own must have one. */
  async 'list.change'(tx, act, input) {
    const { list, key } = input
    const { centreId } = act
    if (list === 'roles' && (input.isHidden || !shippedKeys.roles.has(key))) act.refuse('rolesAreFixed', {})
    const [before] = await takeEntry(tx, { centreId, list, key, isOwn: !shippedKeys[list].has(key) })
    if (!before) throw new Error('a list’s entry was neither made nor found')
    const label = input.label === undefined ? before.label : input.label
    const isHidden = input.isHidden ?? before.isHidden
    if (before.isOwn && label === null) act.invalid('label', 'required')
    if (label === before.label && isHidden === before.isHidden) return key
    await putEntry(tx, { centreId, list, key, label, isHidden })
    const said = label === before.label ? {} : { said: [act.say(centreId, `${list}.${key}`, label)] }
    act.change('list.changed', centreId, { list, key, isHidden, ...said })
    return key
  },

  async 'space.add'(tx, act, { name, kind, ...input }) {
    const { centreId } = act
    const id = input.spaceId ?? act.newId()
    const [last] = await lastPosition(tx, { centreId })
    const position = (last?.position ?? -1) + 1
    if ((await addSpace(tx, { id, centreId, name, kind, position })).length === 0)
      act.refuse('spaceExists', {})
    act.change('space.added', id, {})
    return id
  },

  async 'space.change'(tx, act, { spaceId, ...input }) {
    const [before] = await takeSpace(tx, { spaceId, centreId: act.centreId })
    if (!before) return act.missing()
    const name = input.name ?? before.name
    const isHidden = input.isHidden ?? before.isHidden
    if (name === before.name && isHidden === before.isHidden) return spaceId
    await putSpace(tx, { spaceId, name, isHidden })
    act.change('space.changed', spaceId, isHidden === before.isHidden ? {} : { isHidden })
    return spaceId
  },

  /** A space that was added meanwhile, and isn't named, keeps its place behind those that are. */
  async 'space.order'(tx, act, { spaceIds }) {
    const { centreId } = act
    await takeCentre(tx, { centreId })
    const before = (await inOrder(tx, { centreId })).map((one) => one.id)
    if (spaceIds.some((id) => !before.includes(id))) return act.missing()
    const after = [...new Set([...spaceIds, ...before])]
    if (after.join() === before.join()) return centreId
    for (const [position, spaceId] of after.entries()) {
      await putPosition(tx, { spaceId, centreId, position })
    }
    act.change('space.ordered', centreId, { spaceIds: after })
    return centreId
  },
} satisfies Partial<Handlers>
