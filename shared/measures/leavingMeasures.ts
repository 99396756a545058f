// What people told us as they left, on the day they left, whenever they had come. "Rather not say" and "not asked" are never answers and never hidden.
import type { Measure } from './measure.ts'

const notAnswers = '“rather not say” and “not asked”: each is shown as itself'

export const leavingMeasures = [
  {
    key: 'gotWhatCameFor',
    name: 'Did you get what you came for?',
    sentence: 'Yes, partly and no, out of those who answered as they left.',
    numerator: 'visits that ended in this time with this answer, whenever they began',
    denominator: 'visits that ended in this time with any answer',
    leftOut: notAnswers,
    unit: 'visits',
    version: 2,
    source: 'W6',
  },
  {
    key: 'feltWelcome',
    name: 'Did you feel welcome?',
    sentence: 'Yes, mostly and no, out of those who answered as they left.',
    numerator: 'visits that ended in this time with this answer, whenever they began',
    denominator: 'visits that ended in this time with any answer',
    leftOut: notAnswers,
    unit: 'visits',
    version: 2,
    source: 'W7',
  },
  {
    key: 'toldAgain',
    name: 'Did you have to tell your story again?',
    sentence: 'No, once and more than once, out of those who answered as they left.',
    numerator: 'visits that ended in this time with this answer, whenever they began',
    denominator: 'visits that ended in this time with any answer',
    leftOut: notAnswers,
    unit: 'visits',
    version: 2,
    source: 'W7',
  },
  {
    key: 'feelingPairs',
    name: 'How people felt, arriving and leaving',
    sentence:
      '“How are you feeling right now?” 0 is the worst I could feel, 10 the best. Only visits with an answer both times. It says nothing about why.',
    numerator:
      'visits that ended in this time with both answers: how many went up, stayed the same, went down',
    denominator: 'visits that ended in this time',
    leftOut: 'visits with one answer or none: they may have been different',
    unit: 'points',
    version: 2,
    source: 'W5',
  },
  {
    key: 'whatHelped',
    name: 'What helped',
    sentence: 'What people named as they left, out of those who named anything. Several may be named.',
    numerator: 'visits that ended in this time where this was named',
    denominator: 'visits that ended in this time where anything was named',
    leftOut: 'visits where nothing was named, or nobody asked',
    unit: 'visits',
    version: 2,
    source: 'W6',
  },
] as const satisfies readonly Measure[]
