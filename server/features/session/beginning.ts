/** How every session of a worker begins, whatever proved who they are. */
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { device } from '../../../db/schema/device.ts'
import { session, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { How } from '../../commands/beside.ts'
import type { Act } from '../../commands/handler.ts'

/** Takes the worker's row, so that a sign-in and a switching off can't miss each other. */
const takeWorker = statement((db) =>
  db
    .update(staff)
    .set({ version: sql`${staff.version}` })
    .where(
      and(
        eq(staff.id, ph('staffId')),
        eq(staff.centreId, ph('centreId')),
        isNull(staff.offAt),
        or(isNull(staff.leavesAt), gt(staff.leavesAt, ph('at'))),
      ),
    )
    .returning({ id: staff.id }),
)
/** Takes the device's row, so that a beginning and its switching off can't miss each other. */
const takeDevice = statement((db) =>
  db
    .update(device)
    .set({ name: sql`${device.name}` })
    .where(and(eq(device.id, ph('deviceId')), eq(device.centreId, ph('centreId')), isNull(device.offAt)))
    .returning({ id: device.id }),
)
const begin = statement((db) =>
  db.insert(session).values({
    id: ph('id'),
    centreId: ph('centreId'),
    staffId: ph('staffId'),
    screenName: ph('screenName'),
    how: ph('how'),
    beganAt: ph('beganAt'),
    keepsHash: ph('keepsHash'),
    browser: ph('browser'),
    system: ph('system'),
    deviceId: ph('deviceId'),
  }),
)

type Beginning = Pick<
  Act<'session.signIn'>,
  'centreId' | 'actor' | 'at' | 'made' | 'newId' | 'change' | 'missing'
>

/** For the worker whom the proof named; gives the new session's id. */
export async function beginSession(
  tx: Writer,
  act: Beginning,
  how: How,
  /** Called where it doesn't begin on a shared device. */
  notShared?: () => never,
): Promise<string> {
  const { centreId, at } = act
  const { staffId } = act.actor
  if ((await takeWorker(tx, { staffId, centreId, at })).length === 0) act.missing()
  const sessionId = await beginRow(tx, act, { staffId, screenName: null, how }, notShared)
  act.change('session.began', staffId, { sessionId, how, ...(how === 'pin' ? { isByPin: true } : {}) })
  return sessionId
}

/** The device, where a session may still begin on it as on a shared one, and holds it for that; null: it mayn't. */
async function takeSharedDevice(
  tx: Writer,
  { centreId, made }: Pick<Beginning, 'centreId' | 'made'>,
): Promise<string | null> {
  const { deviceId } = made
  if (deviceId === undefined) return null
  return (await takeDevice(tx, { deviceId, centreId }))[0]?.id ?? null
}

/** A row alone: a worker's, or that of a screen on the wall. */
export async function beginRow(
  tx: Writer,
  act: Pick<Beginning, 'centreId' | 'at' | 'made' | 'newId'>,
  whose: { staffId: string | null; screenName: string | null; how: How | null },
  notShared?: () => never,
): Promise<string> {
  const { keeps = null, browser = null, system = null } = act.made
  // Switched off a moment ago, it is a browser like any other.
  const deviceId = await takeSharedDevice(tx, act)
  if (deviceId === null) notShared?.()
  const id = act.newId()
  const { centreId, at } = act
  await begin(tx, { id, centreId, ...whose, beganAt: at, keepsHash: keeps, browser, system, deviceId })
  return id
}
