/* Why: which presses may wait to be sent. Those that only make sense on a fresh picture (going to somebody, joining,
   handing over, stepping away) never do: done later they would send a second worker. */
import type { CommandName } from '../../shared/contract/index.ts'

const names: readonly CommandName[] = [
  'visit.arrive',
  'visit.welcome',
  'visit.change',
  'visit.lookIn',
  'visit.stepOut',
  'visit.comeBack',
  'visit.leave',
  'visit.retract',
  'visit.reopen',
  'visit.settleWorry',
  'note.write',
  'note.correct',
  'look.record',
]
export const outboxed: ReadonlySet<string> = new Set(names)
