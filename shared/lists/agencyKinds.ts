// The kinds of organisation that a centre's workers may be employed by, and those that get no sign-in here, whatever
// is agreed with them: people come because nobody of these reads along. They can be rung and spoken with all the same.
import type { Word } from './word.ts'

interface AgencyKindFacts {
  /** Nobody of such an organisation can be given a sign-in. */
  readonly getsNoSignIn?: true
}

const rows = [
  { key: 'nhs', label: 'NHS trust or other NHS organisation' },
  { key: 'primaryCare', label: 'GP practice or primary care network' },
  { key: 'council', label: 'Council: social care, housing, public health' },
  { key: 'voluntary', label: 'Charity or community organisation' },
  { key: 'peerLed', label: 'Organisation led by people who have been there' },
  { key: 'carers', label: 'Carers’ organisation' },
  { key: 'faith', label: 'Faith organisation' },
  { key: 'housing', label: 'Housing association or landlord' },
  { key: 'advice', label: 'Advice on benefits, debt or rights' },
  { key: 'employment', label: 'Help with work' },
  { key: 'socialEnterprise', label: 'Social enterprise' },
  { key: 'police', label: 'Police', getsNoSignIn: true },
  { key: 'immigration', label: 'Immigration or border authority', getsNoSignIn: true },
  { key: 'benefitAuthority', label: 'Benefit authority or benefit enforcement', getsNoSignIn: true },
] as const satisfies readonly (Word & AgencyKindFacts)[]

export type AgencyKindKey = (typeof rows)[number]['key']
export interface AgencyKind extends Word<AgencyKindKey>, AgencyKindFacts {}
export const agencyKinds: readonly AgencyKind[] = rows
export const agencyKindKeys = rows.map((row) => row.key) as unknown as readonly [
  AgencyKindKey,
  ...AgencyKindKey[],
]

/** Names that can be nobody else's, so that a wrongly chosen kind lets nobody in by mistake. */
const unmistakable: readonly [AgencyKindKey, RegExp][] = [
  ['police', /\b(police|constabulary)\b/i],
  ['immigration', /\b(immigration enforcement|border force|home office|uk visas and immigration|UKVI)\b/i],
  [
    'benefitAuthority',
    /\b(DWP|department for work (and|&) pensions|job ?centre( plus)?|benefit fraud|counter[- ]fraud)\b/i,
  ],
]

/** The kind for which an organisation of this kind and name gets no sign-in; null where it may have one. */
export function noSignInFor(kind: string | null, name: string): AgencyKindKey | null {
  const ofKind = agencyKinds.find((one) => one.key === kind)
  if (ofKind?.getsNoSignIn) return ofKind.key
  return unmistakable.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}
