/** Coming on and going: one press each, and the lead passes when the shift before has gone. */
import type { Shift } from './rota.ts'
import type { Step } from './step.ts'

/** The presses of these shifts, in no order. */
export function teamSteps(day: string, shifts: readonly Shift[]): Step[] {
  return shifts.flatMap((shift) => {
    const press = (at: number, command: 'team.on' | 'team.off', input: { asLead?: boolean }): Step => ({
      at,
      by: shift.worker,
      doer: 'team',
      command,
      input,
      key: `demo:${day}:${shift.worker}:${command}${input.asLead ? ':lead' : ''}`,
      about: shift.worker,
    })
    return [
      press(shift.onAt, 'team.on', {}),
      ...(shift.leadsFrom === null ? [] : [press(shift.leadsFrom, 'team.on', { asLead: true })]),
      press(shift.offAt, 'team.off', {}),
    ]
  })
}
