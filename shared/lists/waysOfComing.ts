// How people come: two optional questions kept apart, because most to whom it was suggested still walked in
// (domain.md 5.3). No answer lets anyone in or keeps anyone out. No key at all means: not asked.
import type { Word } from './word.ts'

/** `cameBy`: "How did you come?" `suggestedBy`: "Did anyone suggest it?" */
export type WayQuestion = 'cameBy' | 'suggestedBy'

interface WayFacts {
  readonly answers: readonly WayQuestion[]
  /** Asked, and they'd rather not say: not counted as an answer. */
  readonly isNoAnswer?: true
}

const came = ['cameBy'] as const
const suggested = ['suggestedBy'] as const
const both = ['cameBy', 'suggestedBy'] as const

const rows = [
  { key: 'walk_in', label: 'Walked in', answers: came },
  { key: 'walk_in_with', label: 'Came with family, friend or carer', answers: came },
  { key: 'back_known', label: 'Been before, came back', answers: came },
  { key: 'arranged', label: 'By arrangement with someone here', answers: came },
  { key: 'group', label: 'Came to a group or activity', answers: came },
  { key: 'phone', label: 'Phoned', answers: came },
  { key: 'online', label: 'Online, video or message', answers: came },
  { key: 'outreach', label: 'We went to them', answers: came },
  { key: 'mobile', label: 'Mobile visit or pop-up', answers: came },
  { key: 'brought_carer', label: 'Brought by family or friend', answers: came },
  { key: 'brought_ambulance', label: 'Brought by ambulance', answers: came },
  { key: 'brought_police', label: 'Came with police, not detained', answers: came },
  { key: 'from_ed', label: 'Came from A&E', answers: both },
  { key: 'from_ward', label: 'Stepping out of hospital', answers: both },
  { key: 'crisis_team', label: 'Crisis team or home treatment', answers: both },
  { key: 'nhs111', label: 'NHS 111 or crisis line', answers: both },
  { key: 'gp', label: 'GP or primary care', answers: suggested },
  { key: 'maternity', label: 'Midwife or health visitor', answers: suggested },
  { key: 'housing_officer', label: 'Housing', answers: suggested },
  { key: 'social_care', label: 'Social care', answers: suggested },
  { key: 'education', label: 'School, college, university', answers: suggested },
  { key: 'vcfse', label: 'Community, faith or voluntary group', answers: suggested },
  { key: 'jobcentre', label: 'Jobcentre', answers: suggested },
  { key: 'drugs_alcohol', label: 'Drug or alcohol service', answers: suggested },
  { key: 'probation', label: 'Probation, court, prison, liaison and diversion', answers: suggested },
  { key: 'employer', label: 'Employer or occupational health', answers: suggested },
  { key: 'asylum', label: 'Asylum or refugee service', answers: suggested },
  { key: 'family_friend', label: 'Family, friend or carer', answers: suggested },
  { key: 'nobody', label: 'Nobody, they thought of it themselves', answers: suggested },
  { key: 'not_said', label: 'Rather not say', answers: both, isNoAnswer: true },
] as const satisfies readonly (Word & WayFacts)[]

export type WayOfComingKey = (typeof rows)[number]['key']
export interface WayOfComing extends Word<WayOfComingKey>, WayFacts {}
export const waysOfComing: readonly WayOfComing[] = rows

type Answering<Q extends WayQuestion> = Extract<
  (typeof rows)[number],
  { answers: typeof both | (Q extends 'cameBy' ? typeof came : typeof suggested) }
>['key']
export type CameByKey = Answering<'cameBy'>
export type SuggestedByKey = Answering<'suggestedBy'>

/** What can be answered to "How did you come?", in the order to offer it. */
export const cameByWords = waysOfComing.filter((way): way is WayOfComing & Word<CameByKey> =>
  way.answers.includes('cameBy'),
)

/** What can be answered to "Did anyone suggest it?", in the order to offer it. */
export const suggestedByWords = waysOfComing.filter((way): way is WayOfComing & Word<SuggestedByKey> =>
  way.answers.includes('suggestedBy'),
)
