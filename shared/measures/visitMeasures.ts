// How many came: visits and people apart, always, since one person may come twice.
import type { Measure } from './measure.ts'

export const visitMeasures = [
  {
    key: 'visits',
    name: 'Visits',
    sentence:
      'Every arrival between the first midnight and the last, local time, by any channel. Somebody who came twice is two visits.',
    numerator: 'visits that began in this time',
    denominator: null,
    leftOut: 'visits logged by mistake and taken out',
    unit: 'visits',
    version: 1,
    source: 'D2',
  },
  {
    key: 'people',
    name: 'People',
    sentence: 'Different people among these visits, where we know who it was.',
    numerator: 'different known people among the visits',
    denominator: null,
    leftOut: 'visits with no known person: shown beside it, never guessed into it',
    unit: 'people',
    version: 1,
    source: 'D3',
  },
  {
    key: 'visitsNotIdentified',
    name: 'Visits with nobody identified',
    sentence: 'Visits that aren’t joined to a known person. They may be one person or several.',
    numerator: 'visits without a known person',
    denominator: 'visits',
    leftOut: 'nothing',
    unit: 'visits',
    version: 1,
    source: 'D3',
  },
  {
    key: 'newToUs',
    name: 'New to us',
    sentence: 'Known people whose first visit here was in this time, out of known people in this time.',
    numerator: 'known people whose first visit that counts began in this time',
    denominator: 'known people',
    leftOut: 'visits with nobody identified: nobody can say whether they were new',
    unit: 'people',
    version: 1,
    source: 'D4',
  },
  {
    key: 'carers',
    name: 'Carers and supporters who were here',
    sentence:
      'Those who came in this time and of whom it is written down that they support somebody, each once, whether they came for that or for themselves.',
    numerator: 'different people among the visits who are tied to somebody as their supporter',
    denominator: null,
    leftOut:
      'carers of whom nobody wrote down whom they support, ties that were taken back, and people whose record is restricted',
    unit: 'people',
    version: 1,
    source: 'W13',
  },
] as const satisfies readonly Measure[]
