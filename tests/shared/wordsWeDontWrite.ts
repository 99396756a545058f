// The words that nobody is shown (domain.md 4), as data. A wording that must be allowed is taken out of the text
// before it is tried, each with its reason.

export interface UnwrittenWord {
  readonly pattern: RegExp
  readonly instead: string
  /** Sentences that it must find. */
  readonly bites: readonly string[]
}

export const wordsWeDontWrite: readonly UnwrittenWord[] = [
  { pattern: /\bpatients?\b/i, instead: 'person, people', bites: ['Find a patient', 'Patients waiting'] },
  {
    pattern: /\bservice[ -]users?\b/i,
    instead: 'person, people',
    bites: ['A service user', 'service-users'],
  },
  { pattern: /\bclients?\b/i, instead: 'person, people', bites: ['New client'] },
  {
    pattern: /\bcase(s|load)?\b/i,
    instead: 'visit, person',
    bites: ['Open cases', 'Your caseload', 'A case'],
  },
  {
    pattern: /\brefer(s|red|rals?|rers?|ring)?\b/i,
    instead: 'introduced, suggested',
    bites: ['Refer on', 'No referral'],
  },
  { pattern: /\bdischarge[ds]?\b/i, instead: 'goodbye', bites: ['Discharge Sam', 'discharged'] },
  {
    pattern: /\b(visits?|person|record|episode) (is |was )?closed\b|\bclosed by\b/i,
    instead: 'gone',
    bites: ['Visit closed', 'closed by Jo'],
  },
  {
    pattern: /\bDNA\b|did not attend|didn’t attend|no[ -]shows?\b/i,
    instead: 'didn’t make it today',
    bites: ['DNA', 'Did not attend', 'no-show'],
  },
  {
    pattern: /failed to engage|non-?complian(t|ce)|\bdisengaged?\b/i,
    instead: 'didn’t want that today',
    bites: ['Failed to engage', 'non-compliant', 'disengaged'],
  },
  {
    pattern: /\brefus(ed|es|al|als|ing)\b/i,
    instead: 'chose not to',
    bites: ['They refused help', 'Refusals'],
  },
  { pattern: /\brisk(s|y)?\b/i, instead: 'safety conversation', bites: ['Risk assessment', 'high risk'] },
  {
    pattern: /\b(frequent (attender|flyer)s?|PD)\b/i,
    instead: '(nothing: show the visits)',
    bites: ['frequent attender', 'PD'],
  },
  {
    pattern: /\btriag(e|ed|ing)\b/i,
    instead: 'we’ll find the right person for you',
    bites: ['Triage', 'triaged'],
  },
  { pattern: /\bclinicians?\b/i, instead: 'nurse or doctor', bites: ['Ask a clinician'] },
  {
    pattern: /mentally ill|\bsuffer(s|ing|er|ers)?\b|\bvictims?\b/i,
    instead: 'has a mental health problem',
    bites: ['mentally ill', 'suffers from', 'a victim of'],
  },
  {
    pattern: /commit(s|ted|ting)? suicide/i,
    instead: 'end their life',
    bites: ['commit suicide', 'committed suicide'],
  },
  { pattern: /\bthe homeless\b/i, instead: 'people who are homeless', bites: ['For the homeless'] },
  { pattern: /\b(BAME|race)\b/i, instead: 'ethnicity', bites: ['BAME', 'Race'] },
  { pattern: /assigned at birth/i, instead: 'registered with at birth', bites: ['Sex assigned at birth'] },
  { pattern: /\b(Mr|Mrs|Ms|Mx)\b/, instead: '(no titles)', bites: ['Mr', 'Mrs Jones'] },
  { pattern: /^Other$/i, instead: 'in another way, and own words', bites: ['Other'] },
  {
    pattern: /\badmit(s|ted)?\b|\badmissions?\b|\bbeds?\b|\bin-?patients?\b/i,
    instead: 'stay, room, guest',
    bites: ['Admit', 'Bed 2', 'inpatient', 'Admissions'],
  },
  {
    pattern: /\bescort(s|ed|ing)?\b|\babscond(s|ed|ing)?\b/i,
    instead: 'went with, left',
    bites: ['Escorted out', 'absconded'],
  },
  { pattern: /\bcapacity\b/i, instead: 'full of people right now', bites: ['At capacity'] },
  {
    pattern: /\b(eligib(le|ility)|ineligible|thresholds?|criteria)\b/i,
    instead: '(nothing gates)',
    bites: ['Not eligible', 'Below threshold'],
  },
  {
    pattern: /\b(priority|priorities|severity|waiting lists?|queue[ds]?|queue numbers?)\b/i,
    instead: 'waiting',
    bites: ['Priority', 'In the queue', 'waiting list'],
  },
  {
    pattern: /\b(accept|reject)(s|ed|ing|ion|ance)?\b/i,
    instead: 'take over, say yes',
    bites: ['Accept', 'Rejected'],
  },
  { pattern: /!/, instead: '(no exclamation marks)', bites: ['Welcome!'] },
]

/** English that only looks like one of them. */
const fine = [
  // "in case" says nothing about a person.
  /\b(just )?in case\b/gi,
]

/** What a sentence says that we don't write; empty where it is fine. `{name}` and the like aren't words. */
export function unwritten(sentence: string): string[] {
  const text = fine
    .reduce((left, words) => left.replace(words, ''), sentence.replace(/\{[^}]*\}/g, ' '))
    .trim()
  return wordsWeDontWrite
    .filter((word) => word.pattern.test(text))
    .map((word) => `“${sentence}” has ${word.pattern.source}: ${word.instead}`)
}
