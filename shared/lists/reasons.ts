// What brings people: 45 reasons in seven groups, after the person's own words, several or none (domain.md 5.4).
// They say what someone came for. They are never added up, ordered by weight or turned into a grade.
import type { Word } from './word.ts'

const groups = [
  { key: 'feeling', label: 'How I’m feeling' },
  { key: 'alcoholDrugsGambling', label: 'Alcohol, drugs, gambling' },
  { key: 'homeAndMoney', label: 'Home and money' },
  { key: 'peopleInMyLife', label: 'People in my life' },
  { key: 'bodyAndEveryday', label: 'My body and everyday life' },
  { key: 'connectionAndMeaning', label: 'Connection and meaning' },
  { key: 'justBeingHere', label: 'Just being here' },
] as const

export type ReasonGroupKey = (typeof groups)[number]['key']
export const reasonGroups: readonly Word<ReasonGroupKey>[] = groups

interface ReasonFacts {
  /** 1 to 45, as in domain.md 5.4. Only a place in the list: a smaller number is no more than another. */
  readonly number: number
  readonly group: ReasonGroupKey
  /** Named in what Hope Haven found in its first months. */
  readonly seenAtHopeHaven?: true
  /** Never on a board, a wall, a print or a review, whatever else is chosen (domain.md 5.4, number 37). */
  readonly neverOnBoard?: true
}

const rows = [
  {
    key: 'thoughtsOfSuicide',
    number: 1,
    group: 'feeling',
    label: 'Thoughts of suicide',
    seenAtHopeHaven: true,
  },
  { key: 'selfHarm', number: 2, group: 'feeling', label: 'Self-harm', seenAtHopeHaven: true },
  { key: 'anxiety', number: 3, group: 'feeling', label: 'Anxiety, worry or panic', seenAtHopeHaven: true },
  { key: 'lowMood', number: 4, group: 'feeling', label: 'Low mood or depression', seenAtHopeHaven: true },
  { key: 'inCrisis', number: 5, group: 'feeling', label: 'In crisis, can’t cope right now' },
  {
    key: 'unusualExperiences',
    number: 6,
    group: 'feeling',
    label: 'Hearing, seeing or believing things others don’t',
  },
  { key: 'changeableMood', number: 7, group: 'feeling', label: 'Very high, fast or changeable mood' },
  { key: 'trauma', number: 8, group: 'feeling', label: 'Trauma, flashbacks, things that happened to me' },
  { key: 'anger', number: 9, group: 'feeling', label: 'Anger or agitation' },
  { key: 'unwantedThoughts', number: 10, group: 'feeling', label: 'Unwanted thoughts or rituals' },
  { key: 'eating', number: 11, group: 'feeling', label: 'Eating, food or body image' },
  { key: 'sleep', number: 12, group: 'feeling', label: 'Sleep' },
  { key: 'memory', number: 13, group: 'feeling', label: 'Memory or confusion' },
  {
    key: 'autismAdhdLearning',
    number: 14,
    group: 'feeling',
    label: 'Autism, ADHD or learning disability support',
  },
  { key: 'pregnancyNewBaby', number: 15, group: 'feeling', label: 'Pregnancy, new baby, loss in pregnancy' },
  { key: 'genderSexuality', number: 16, group: 'feeling', label: 'Gender or sexuality' },
  { key: 'alcohol', number: 17, group: 'alcoholDrugsGambling', label: 'Alcohol', seenAtHopeHaven: true },
  { key: 'drugs', number: 18, group: 'alcoholDrugsGambling', label: 'Drugs', seenAtHopeHaven: true },
  { key: 'gambling', number: 19, group: 'alcoholDrugsGambling', label: 'Gambling' },
  { key: 'housing', number: 20, group: 'homeAndMoney', label: 'Housing or home', seenAtHopeHaven: true },
  { key: 'nowhereSafeTonight', number: 21, group: 'homeAndMoney', label: 'Nowhere safe to stay tonight' },
  {
    key: 'money',
    number: 22,
    group: 'homeAndMoney',
    label: 'Money (financial advice)',
    seenAtHopeHaven: true,
  },
  { key: 'benefits', number: 23, group: 'homeAndMoney', label: 'Benefits', seenAtHopeHaven: true },
  { key: 'debt', number: 24, group: 'homeAndMoney', label: 'Debt', seenAtHopeHaven: true },
  { key: 'essentials', number: 25, group: 'homeAndMoney', label: 'Food, heating, phone, essentials' },
  { key: 'work', number: 26, group: 'homeAndMoney', label: 'Work or getting into work' },
  { key: 'learning', number: 27, group: 'homeAndMoney', label: 'Learning, training, volunteering' },
  { key: 'immigration', number: 28, group: 'homeAndMoney', label: 'Immigration, asylum, documents' },
  { key: 'legalWorry', number: 29, group: 'homeAndMoney', label: 'Police, court, prison, legal worry' },
  {
    key: 'relationships',
    number: 30,
    group: 'peopleInMyLife',
    label: 'Relationships',
    seenAtHopeHaven: true,
  },
  { key: 'bereavement', number: 31, group: 'peopleInMyLife', label: 'Bereavement', seenAtHopeHaven: true },
  { key: 'bereavedBySuicide', number: 32, group: 'peopleInMyLife', label: 'Bereaved by suicide' },
  { key: 'loneliness', number: 33, group: 'peopleInMyLife', label: 'Loneliness' },
  { key: 'parenting', number: 34, group: 'peopleInMyLife', label: 'Parenting or family worries' },
  {
    key: 'worriedAboutSomeone',
    number: 35,
    group: 'peopleInMyLife',
    label: 'Worried about someone else / I’m a carer',
  },
  {
    key: 'childILookAfter',
    number: 36,
    group: 'peopleInMyLife',
    label: 'A child or young person I look after',
  },
  {
    key: 'someoneIsHurtingMe',
    number: 37,
    group: 'peopleInMyLife',
    label: 'Someone is hurting, controlling or frightening me',
    neverOnBoard: true,
  },
  {
    key: 'hateOrBullying',
    number: 38,
    group: 'peopleInMyLife',
    label: 'Racism, hate, discrimination, bullying',
  },
  { key: 'physicalHealth', number: 39, group: 'bodyAndEveryday', label: 'Physical health or pain' },
  { key: 'medicines', number: 40, group: 'bodyAndEveryday', label: 'Medicines' },
  {
    key: 'lookingAfterMyself',
    number: 41,
    group: 'bodyAndEveryday',
    label: 'Looking after myself, getting through the day',
  },
  {
    key: 'belonging',
    number: 42,
    group: 'connectionAndMeaning',
    label: 'Something to do, belonging, groups',
  },
  { key: 'faithCultureMeaning', number: 43, group: 'connectionAndMeaning', label: 'Faith, culture, meaning' },
  { key: 'noReasonNeeded', number: 44, group: 'justBeingHere', label: 'Somewhere to be. No reason needed' },
  { key: 'somethingElse', number: 45, group: 'justBeingHere', label: 'Something else (own words)' },
] as const satisfies readonly (Word & ReasonFacts)[]

export type ReasonKey = (typeof rows)[number]['key']
export interface Reason extends Word<ReasonKey>, ReasonFacts {}
export const reasons: readonly Reason[] = rows

/** Reasons that a board may ever show, once the person said that theirs may. */
export const boardReasonKeys: readonly ReasonKey[] = reasons.flatMap((r) => (r.neverOnBoard ? [] : [r.key]))
