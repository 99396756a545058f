// When people came, who was on then, and how they came.
import type { Measure } from './measure.ts'

export const arrivalMeasures = [
  {
    key: 'arrivalsByHour',
    name: 'When people came',
    sentence:
      'Visits by the local hour of arrival. When clocks go back, the hour that comes twice is counted as two.',
    numerator: 'visits that began in the hour',
    denominator: null,
    leftOut: 'nothing',
    unit: 'visits',
    version: 1,
    source: 'W1',
  },
  {
    key: 'onByHour',
    name: 'Who was on',
    sentence:
      'How many workers were on at the same moment of the hour, the fewest and the most, by the role they had then, from saying they were here to help to saying they were going. It stands beside the arrivals; it doesn’t say that one caused the other.',
    numerator: 'workers on at once, by role: the fewest and the most at any moment of the hour',
    denominator: null,
    leftOut: 'workers who didn’t say they were on',
    unit: 'workers',
    version: 2,
    source: 'D14',
  },
  {
    key: 'outOfHours',
    name: 'Evenings, nights and weekends',
    sentence:
      'Visits that began outside Monday to Friday, 09:00 to 17:00, local time. Bank holidays count as weekdays.',
    numerator: 'visits that began out of hours',
    denominator: 'visits',
    leftOut: 'nothing',
    unit: 'visits',
    version: 1,
    source: 'W2',
  },
  {
    key: 'cameBy',
    name: 'How people came',
    sentence:
      '“How did you come?”, one answer for each visit. Whether anybody suggested it is a separate question.',
    numerator: 'visits with this answer',
    denominator: 'visits',
    leftOut: '“rather not say” and “not asked” are no answers: each is shown as itself',
    unit: 'visits',
    version: 1,
    source: 'W3',
  },
  {
    key: 'suggestedBy',
    name: 'Whether anybody suggested it',
    sentence:
      '“Did anyone suggest it?”, one answer for each visit. Most who were told of us still walked in.',
    numerator: 'visits with this answer',
    denominator: 'visits',
    leftOut: '“rather not say” and “not asked” are no answers: each is shown as itself',
    unit: 'visits',
    version: 1,
    source: 'W3',
  },
] as const satisfies readonly Measure[]
