/** Who is free when, while a day is being planned: shifts, and the times already given to somebody. */
import type { Role } from '../../shared/contract/role.ts'
import type { Shift } from './rota.ts'
import { type DemoWorker, type Username, workerOf } from './workers.ts'

const minute = 60_000
/** Nobody is sent to anybody in the first and the last minutes of a shift. */
const margin = 5 * minute

export interface Opening {
  worker: Username
  /** UTC ms: from when, and until when at most. */
  at: number
  until: number
}

export interface Team {
  /** Whoever of these is on and can give so many minutes soonest, from `from` on; null when nobody can. */
  soonest(who: (worker: DemoWorker) => boolean, from: number, minutes: number): Opening | null
  book(worker: Username, from: number, until: number): void
  /** Everybody on at that moment, by name of role if one is given. */
  on(at: number, ...roles: Role[]): Username[]
}

export function teamOf(shifts: readonly Shift[]): Team {
  const busy = new Map<Username, { from: number; until: number }[]>()

  function openingIn(shift: Shift, from: number, minutes: number): Opening | null {
    const taken = (busy.get(shift.worker) ?? []).toSorted((a, b) => a.from - b.from)
    const ends = shift.offAt - margin
    let at = Math.max(from, shift.onAt + margin)
    for (const one of taken) {
      if (one.until <= at) continue
      if (at + minutes * minute <= one.from)
        return { worker: shift.worker, at, until: Math.min(one.from, ends) }
      at = one.until + minute
    }
    return at + minutes * minute <= ends ? { worker: shift.worker, at, until: ends } : null
  }

  return {
    soonest(who, from, minutes) {
      const could = shifts
        .filter((shift) => who(workerOf(shift.worker)))
        .map((shift) => openingIn(shift, from, minutes))
        .filter((opening) => opening !== null)
      return could.reduce<Opening | null>((best, one) => (best && best.at <= one.at ? best : one), null)
    },
    book(worker, from, until) {
      busy.set(worker, [...(busy.get(worker) ?? []), { from, until }])
    },
    on: (at, ...roles) =>
      shifts
        .filter((one) => one.onAt + minute <= at && at <= one.offAt - minute)
        .filter((one) => roles.length === 0 || roles.includes(workerOf(one.worker).role))
        .map((one) => one.worker),
  }
}
