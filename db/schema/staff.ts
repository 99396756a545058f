/** Who works here, how they sign in, and who is on to help. */
import { sql } from 'drizzle-orm'
import type { Role } from '../../shared/contract/role.ts'
import { flag, index, int, table, text, time, uniqueIndex } from '../portable.ts'

/** One sign-in for the whole installation; what it may do at a centre is its staff row there. */
export const account = table('account', {
  id: text().primaryKey(),
  username: text().notNull().unique(),
  passwordHash: text().notNull(),
  createdAt: time().notNull(),
})

/** A worker of a centre: a membership of an account, with role and agency. */
export const staff = table(
  'staff',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    accountId: text()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    agencyId: text().notNull(),
    /** Switched off: what they wrote stays under their name. */
    offAt: time(),
    /** From then on they can't sign in: a leaver's last day has ended. UTC ms. */
    leavesAt: time(),
    /** argon2id of their PIN, which counts on shared devices alone. */
    pinHash: text(),
    version: int().notNull(),
  },
  (t) => [index('staff_centre').on(t.centreId), uniqueIndex('staff_account').on(t.accountId, t.centreId)],
)

/** A signed-in browser or program, or a screen on the wall (`staffId` null). Ended rows stay. */
export const session = table(
  'session',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    staffId: text(),
    screenName: text(),
    /** When a second factor was set up in it: from then on it is one of two proofs. UTC ms. */
    secondProofAt: time(),
    /** By what it was begun: a password, a passkey, a code … Null before 0.2, and for a screen. */
    how: text(),
    beganAt: time().notNull(),
    endedAt: time(),
    /** Digests of the secret that the browser's cookie holds now, and of the one before it. */
    keepsHash: text(),
    keptBeforeHash: text(),
    /** When the one became the other: UTC ms by the real clock, as tokens are. */
    turnedAt: time(),
    /** When it was last renewed: every few minutes while somebody is there. */
    seenAt: time(),
    /** Where from, roughly, for its owner to know it by. */
    browser: text(),
    system: text(),
    /** The shared device it was begun on, or that was made of its browser since. */
    deviceId: text(),
  },
  (t) => [index('session_staff').on(t.staffId)],
)

/** "I'm here to help" until "I'm going": intervals, so that who was on can be seen for any hour. */
export const onTeam = table(
  'on_team',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    staffId: text().notNull(),
    role: text().$type<Role>().notNull(),
    agencyId: text().notNull(),
    onAt: time().notNull(),
    offAt: time(),
    isLead: flag().notNull(),
  },
  (t) => [
    uniqueIndex('on_team_once')
      .on(t.staffId)
      .where(sql`off_at is null`),
    index('on_team_time').on(t.centreId, t.onAt),
    // After the one above, for the reason said at visit_board.
    index('on_team_open')
      .on(t.centreId)
      .where(sql`off_at is null`),
  ],
)
