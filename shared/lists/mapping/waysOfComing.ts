// How people came, as the national source of referral for mental health (domain.md 5.3, A6). For exports alone:
// a walk-in has no referral, B1 is "self".
import type { WayOfComingKey } from '../waysOfComing.ts'

interface SourceCode {
  /** What an export writes unless an analyst chooses one of the others; blank for not said. */
  readonly code: string
  readonly orElse?: readonly string[]
}

/** Source code by way of coming. */
export const sourceCodes: Readonly<Record<WayOfComingKey, SourceCode>> = {
  walk_in: { code: 'B1' },
  walk_in_with: { code: 'B1', orElse: ['B2'] },
  back_known: { code: 'B1', orElse: ['Q1'] },
  arranged: { code: 'P1' },
  group: { code: 'B1' },
  phone: { code: 'B1', orElse: ['M2'] },
  online: { code: 'B1' },
  outreach: { code: 'B1', orElse: ['P1'] },
  mobile: { code: 'B1' },
  brought_carer: { code: 'B2' },
  brought_ambulance: { code: 'M9' },
  brought_police: { code: 'E1' },
  from_ed: { code: 'H1' },
  from_ward: { code: 'I1', orElse: ['I2', 'P1'] },
  crisis_team: { code: 'P1' },
  nhs111: { code: 'M2' },
  gp: { code: 'A1', orElse: ['A3'] },
  maternity: { code: 'A4', orElse: ['A2'] },
  housing_officer: { code: 'C3' },
  social_care: { code: 'C1' },
  education: { code: 'C2', orElse: ['F1'] },
  vcfse: { code: 'G4' },
  jobcentre: { code: 'M5' },
  drugs_alcohol: { code: 'M4' },
  probation: { code: 'E3', orElse: ['E2', 'E4', 'E5'] },
  employer: { code: 'D1', orElse: ['D2'] },
  asylum: { code: 'M1' },
  family_friend: { code: 'B1', orElse: ['B2'] },
  nobody: { code: 'B1' },
  not_said: { code: '' },
}
