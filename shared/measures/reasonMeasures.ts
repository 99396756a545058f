// What brought people. Counted by people where we know them, so that someone who comes often doesn't count often.
import type { Measure } from './measure.ts'

export const reasonMeasures = [
  {
    key: 'reasons',
    name: 'What brought people',
    sentence:
      'Known people with this reason recorded in this time, out of known people with any reason recorded. Most people give several, so the bars add to more than everyone.',
    numerator: 'known people with this reason on any of their visits in this time',
    denominator: 'known people with any reason on any of their visits in this time',
    leftOut:
      'visits with nobody identified, and people with no reason recorded: coverage says how many. The reason about being hurt or frightened by someone is never shown',
    unit: 'people',
    version: 1,
    source: 'W4',
  },
  {
    key: 'reasonCoverage',
    name: 'How many told us what brought them',
    sentence: 'Known people with any reason recorded, out of known people in this time.',
    numerator: 'known people with any reason recorded',
    denominator: 'known people',
    leftOut: 'visits with nobody identified',
    unit: 'people',
    version: 1,
    source: 'W4',
  },
] as const satisfies readonly Measure[]
