// Our endings as the national drop-in contact outcome (domain.md 5.8, A5). For exports alone: its words are
// not ours, and an export is the only place where they belong.
import type { EndingKey } from '../endings.ts'

interface DropInOutcome {
  readonly inPerson: string
  /** Where a phone, video or message contact maps otherwise. */
  readonly call?: string
}

/** Drop-in contact outcome by ending; 98 is the list's own "not listed". */
export const dropInOutcomes: Readonly<Record<EndingKey, DropInOutcome>> = {
  home: { inPerson: '98', call: '02' },
  home_plan: { inPerson: '98' },
  return_agreed: { inPerson: '98' },
  introduced: { inPerson: '03' },
  partner_now: { inPerson: '98' },
  home_team: { inPerson: '05' },
  hospital_informal: { inPerson: '05' },
  hospital_mha: { inPerson: '05' },
  ed: { inPerson: '06' },
  ambulance: { inPerson: '06' },
  police: { inPerson: '06' },
  left_unseen: { inPerson: '98' },
  left_worried: { inPerson: '98' },
  asked_to_leave: { inPerson: '98' },
  call_ended: { inPerson: '02' },
  call_dropped: { inPerson: '01' },
  died: { inPerson: '98' },
}
