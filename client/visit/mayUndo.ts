/* Why: what is offered is what the server does: undoing is for whoever did it, for ten minutes; later for whoever
   leads the shift, or a manager. The server decides again. */

/** How long whoever did something may undo it themselves, ms; the server's own figure. */
const own = 10 * 60_000

/** `done.at` and `now` in UTC ms. */
export function mayUndo(
  done: { by: string; at: number },
  me: { staffId: string; role: string; isShiftLead: boolean },
  now: number,
): boolean {
  if (me.role === 'manager' || me.isShiftLead) return true
  return done.by === me.staffId && now - done.at < own
}
