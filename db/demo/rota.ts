/** Who is on when at the demonstration centre: Early, Late and Night overlap, so that there is time to hand over. */
import { addDays, dayRange, weekday } from '../../shared/domain/days.ts'
import { momentsAt } from '../../shared/domain/typedTime.ts'
import { random } from './random.ts'
import { turns, type Turn, type Username, workerOf } from './workers.ts'

/** One worker's turn of duty. Times are UTC ms; a night ends on the day after. */
export interface Shift {
  worker: Username
  turn: Exclude<Turn, 'off'>
  onAt: number
  offAt: number
  /** Leads from when the shift before has gone, UTC ms; null for everybody else. */
  leadsFrom: number | null
}

const hours: Record<Exclude<Turn, 'off'>, readonly [string, string]> = {
  early: ['07:30', '15:30'],
  late: ['13:30', '21:30'],
  night: ['21:00', '08:00'],
  office: ['09:30', '17:30'],
  morning: ['09:00', '14:00'],
  evening: ['12:30', '20:30'],
}
const minute = 60_000

/** The shifts that begin on this local day, in the order they begin. */
export function shiftsOf(day: string, zone: string): Shift[] {
  const isWeekend = weekday(day) > 5
  const shifts: Shift[] = []
  for (const { of, round, restsAtWeekends } of turns) {
    if (isWeekend && restsAtWeekends) continue
    for (const [place, worker] of of.entries()) {
      const turn = round[(daysSince(day) + place) % round.length]
      if (turn === undefined || turn === 'off') continue
      const [from, until] = hours[turn]
      // Nobody presses the button at the stroke of the hour.
      const late = random('shift', day, worker)
      shifts.push({
        worker,
        turn,
        onAt: clock(day, from, zone) + late.int(-4 * minute, 3 * minute),
        offAt:
          clock(turn === 'night' ? addDays(day, 1) : day, until, zone) + late.int(-2 * minute, 6 * minute),
        leadsFrom: null,
      })
    }
  }
  return chooseLeads(shifts).sort((a, b) => a.onAt - b.onAt)
}

/** When clocks show this time; where they jump over it, the moment that it would have been. */
function clock(day: string, time: string, zone: string): number {
  const [hour = 0, minutes = 0] = time.split(':').map(Number)
  const shown = hour * 60 + minutes
  return momentsAt(day, shown, zone)[0] ?? dayRange(day, zone).from + shown * minute
}

/** Whole days since 1970, for turns that go round. */
export const daysSince = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** Each of the three shifts has a lead: the senior peer where there is one, else a clinician. */
function chooseLeads(shifts: readonly Shift[]): Shift[] {
  const leads = new Map<Shift, number>()
  for (const turn of ['early', 'late', 'night'] as const) {
    const on = shifts.filter((one) => one.turn === turn)
    const roleOf = (one: Shift) => workerOf(one.worker).role
    const lead =
      on.find((one) => roleOf(one) === 'seniorPeer') ?? on.find((one) => roleOf(one) === 'clinician') ?? on[0]
    // A few minutes and more after the shift before has ended: leads overlap nowhere.
    if (lead) leads.set(lead, endOfTheOneBefore(lead) + 12 * minute)
  }
  return shifts.map((one) => ({ ...one, leadsFrom: leads.get(one) ?? null }))
}

/** When the shift before this one ends by the rota: half an hour to two hours after it begins. */
function endOfTheOneBefore(shift: Shift): number {
  const overlap = { early: 30, late: 120, night: 30 }[shift.turn as 'early' | 'late' | 'night']
  return shift.onAt + overlap * minute
}
