/** What can be done about a visit, by the names of the contract. */
import type { Handlers } from '../../commands/handler.ts'
import type { visitCommands } from '../../../shared/contract/visit.ts'
import { beginWith, join, stepAway } from './alongside.ts'
import { arrive } from './arrive.ts'
import { answerCall, callFor, withdrawCall } from './call.ts'
import { change } from './change.ts'
import { leave, settleWorry } from './goodbye.ts'
import { declineHandover, handOver, takeOver, withdrawHandover } from './handover.ts'
import { joinPerson, partPerson } from './knownPerson.ts'
import { comeBack, stepOut } from './outing.ts'
import { pickUp } from './pickUp.ts'
import { reopen, retract } from './undoing.ts'
import { lookIn, welcome } from './welcome.ts'

export const visitHandlers: Pick<Handlers, keyof typeof visitCommands> = {
  'visit.arrive': arrive,
  'visit.welcome': welcome,
  'visit.change': change,
  'visit.pickUp': pickUp,
  'visit.beginWith': beginWith,
  'visit.lookIn': lookIn,
  'visit.join': join,
  'visit.stepAway': stepAway,
  'visit.handOver': handOver,
  'visit.takeOver': takeOver,
  'visit.declineHandover': declineHandover,
  'visit.withdrawHandover': withdrawHandover,
  'visit.callFor': callFor,
  'visit.answerCall': answerCall,
  'visit.withdrawCall': withdrawCall,
  'visit.stepOut': stepOut,
  'visit.comeBack': comeBack,
  'visit.leave': leave,
  'visit.settleWorry': settleWorry,
  'visit.reopen': reopen,
  'visit.retract': retract,
  'visit.joinPerson': joinPerson,
  'visit.partPerson': partPerson,
}
