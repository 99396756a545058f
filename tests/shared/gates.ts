// The words that grade people or keep them out, as data, and how a name is read for them: 'riskLevel',
// 'risk_level' and 'visit.risk-level' are the same words.

export interface Gate {
  readonly what: string
  /** Tried on the words of a name, in small letters, one space between. */
  readonly pattern: RegExp
  /** Names that it must find, so that it can't be loosened unseen. */
  readonly bites: readonly string[]
}

export const gates: readonly Gate[] = [
  {
    what: 'a level of risk',
    pattern: /\b(risks?|risky|acuity|severity|severe|stratification)\b/,
    bites: ['riskLevel', 'risk_score', 'Acuity', 'severityOfNeed', 'High risk'],
  },
  {
    what: 'an order of people',
    pattern: /\b(priority|priorities|prioriti[sz]ed?|urgency|urgent|triaged?|tiers?|rank|ranking|queue)\b/,
    bites: ['priority', 'visit.triage', 'triaged_at', 'tier', 'isUrgent', 'queueNumber', 'rank'],
  },
  {
    what: 'a grade',
    pattern: /\b(rag|score[ds]?|grades?|graded|rating|red amber green|low medium high)\b/,
    bites: ['ragStatus', 'score', 'person_score', 'rating', 'gradedBy'],
  },
  {
    what: 'a gate at the door',
    pattern:
      /\b(in)?eligib(le|ility)\b|\b(thresholds?|criteria|criterion|exclusions?|excluded|gatekeeper|catchment)\b/,
    bites: ['isEligible', 'eligibility', 'ineligible', 'threshold', 'entryCriteria', 'outOfCatchment'],
  },
  {
    what: 'accepting or turning away a person',
    pattern: /\b(accept(ed|s|ance|ing)?|reject(ed|s|ion|ing)?|admit(ted|s)?|admissions?|turned away)\b/,
    bites: ['visit.accept', 'acceptedAt', 'rejectionReason', 'rejected_by', 'admissionDate'],
  },
  {
    what: 'a referral',
    pattern: /\brefer(s|red|rals?|rers?|ring)?\b/,
    bites: ['referralId', 'source_of_referral', 'referredBy', 'visit.refer'],
  },
  {
    what: 'a discharge',
    pattern:
      /\b(discharge[ds]?|case ?load|(case|visit|person|episode) closed?|closed (case|visit|person)|closed by)\b/,
    bites: ['dischargedAt', 'discharge', 'caseClosed', 'visit.close', 'caseload', 'closedBy'],
  },
  {
    what: 'a waiting list',
    pattern: /\b(wait(ing)? ?lists?)\b/,
    bites: ['waitingListId', 'waitlist', 'wait_list', 'Waiting list'],
  },
  {
    what: 'did not attend',
    pattern: /\b(dna|did not attend|not attended|no shows?|non attendance|disengaged|non compliant)\b/,
    bites: ['dna', 'isDna', 'didNotAttend', 'noShowCount', 'DNA'],
  },
]

/** The words of a name or a label: small letters, one space between. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()
}

/** What a name says that nothing here may say; empty where it is fine. */
export function gatesIn(name: string): string[] {
  return gates.filter((gate) => gate.pattern.test(wordsOf(name))).map((gate) => `${name}: ${gate.what}`)
}
