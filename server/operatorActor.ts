/** By whom the log says it was done when whoever keeps the machine does it: they may do what an administrator may. */
import { operatorId } from '../shared/domain/operator.ts'
import type { Actor } from './commands/handler.ts'

export const operatorOf = (centreId: string): Actor => ({
  centreId,
  sessionId: operatorId,
  accountId: operatorId,
  staffId: operatorId,
  name: '',
  role: 'administrator',
  agencyId: '',
  agency: '',
})

/** What somebody chose is told again by the operator: they decide nothing by it. */
export const isOperator = ({ sessionId }: Pick<Actor, 'sessionId'>): boolean => sessionId === operatorId
