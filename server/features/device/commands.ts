/** Devices that several workers share: enrolled by a browser, named, switched off. Rows stay. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { device } from '../../../db/schema/device.ts'
import { session } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Handlers } from '../../commands/handler.ts'

const here = and(eq(device.id, ph('deviceId')), eq(device.centreId, ph('centreId')))
const enrol = statement((db) =>
  db.insert(device).values({
    id: ph('id'),
    centreId: ph('centreId'),
    name: ph('name'),
    secretHash: ph('secretHash'),
    enrolledAt: ph('at'),
    byStaffId: ph('byStaffId'),
  }),
)
/** The browser's own sign-in began before it was shared. A program's has no cookie, and is on no device. */
const bindOwn = statement((db) =>
  db
    .update(session)
    .set({ deviceId: ph('deviceId') })
    .where(
      and(
        eq(session.id, ph('sessionId')),
        eq(session.centreId, ph('centreId')),
        isNotNull(session.keepsHash),
        isNull(session.endedAt),
      ),
    )
    .returning({ sessionId: session.id }),
)
const rename = statement((db) =>
  db
    .update(device)
    .set({ name: ph('name') })
    .where(here)
    .returning({ id: device.id }),
)
const setOff = statement((db) =>
  db
    .update(device)
    .set({ offAt: ph('at') })
    .where(and(here, isNull(device.offAt)))
    .returning({ id: device.id }),
)
const found = statement((db) => db.select({ offAt: device.offAt }).from(device).where(here))
const endSessions = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('at') })
    .where(
      and(
        eq(session.deviceId, ph('deviceId')),
        eq(session.centreId, ph('centreId')),
        isNull(session.endedAt),
      ),
    )
    .returning({ id: session.id, staffId: session.staffId }),
)

export const deviceHandlers = {
  /** `made.keeps` is the digest of the secret that the browser gets; from inside there is no browser. */
  async 'device.enrol'(tx, act, { name }) {
    const { centreId, at, actor } = act
    const id = act.newId()
    const secretHash = act.made.keeps ?? id
    await enrol(tx, { id, centreId, name, secretHash, at, byStaffId: actor.staffId })
    const [own] = await bindOwn(tx, { deviceId: id, sessionId: actor.sessionId, centreId })
    act.change('device.enrolled', id, { ...own, said: [act.say(id, 'name', name)] })
    return id
  },

  async 'device.rename'(tx, act, { deviceId, name }) {
    if ((await rename(tx, { deviceId, centreId: act.centreId, name })).length === 0) act.missing()
    act.change('device.renamed', deviceId, { said: [act.say(deviceId, 'name', name)] })
    return deviceId
  },

  async 'device.switchOff'(tx, act, { deviceId }) {
    const { centreId, at } = act
    if ((await setOff(tx, { deviceId, centreId, at })).length === 0) {
      const [before] = await found(tx, { deviceId, centreId })
      act.refuse('deviceOff', { at: (before ?? act.missing()).offAt ?? at })
    }
    const ended = await endSessions(tx, { deviceId, centreId, at })
    act.change('device.switchedOff', deviceId, {})
    for (const { id, staffId } of ended)
      act.change('session.endedWithDevice', staffId ?? id, { sessionId: id })
    return deviceId
  },
} satisfies Partial<Handlers>
