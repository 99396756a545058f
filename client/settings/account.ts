/* Why: one worker as the settings know them. */
import type { Answer } from '../../shared/contract/index.ts'

export type Account = Answer<'session.accounts'>['accounts'][number]
