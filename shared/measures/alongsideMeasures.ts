// Who was alongside people: by role and by agency, never by worker.
import type { Measure } from './measure.ts'

export const alongsideMeasures = [
  {
    key: 'alongsideByRole',
    name: 'Who was alongside, by role',
    sentence:
      'Visits where at least one worker with this role was alongside. Many visits had several, so the rows add to more than all.',
    numerator: 'visits in this time with a worker of this role alongside',
    denominator: 'visits with anyone alongside',
    leftOut: 'workers who said they’d go and didn’t begin',
    unit: 'visits',
    version: 1,
    source: 'W11',
  },
  {
    key: 'alongsideByAgency',
    name: 'Who was alongside, by agency',
    sentence:
      'Visits where at least one worker from this agency was alongside. Many visits had several, so the rows add to more than all.',
    numerator: 'visits in this time with a worker from this agency alongside',
    denominator: 'visits with anyone alongside',
    leftOut: 'workers who said they’d go and didn’t begin',
    unit: 'visits',
    version: 1,
    source: 'W11',
  },
  {
    key: 'openLong',
    name: 'Visits open for more than 12 hours',
    sentence:
      'Visits with somebody here at any time of these days, whenever they began, that had been open for more than 12 hours by their ending or the end of this time. Staying in a guest room isn’t one. It may only mean that a goodbye wasn’t written down.',
    numerator: 'visits open in this time, and for more than 12 hours by their ending or the end of this time',
    denominator: null,
    leftOut: 'guest stays',
    unit: 'visits',
    version: 2,
    source: 'D15',
  },
] as const satisfies readonly Measure[]
