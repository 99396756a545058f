// How long each kind of record is kept until somebody looks at it: the shipped figures with their source (domain.md
// 3). A rule ends in a list to be looked through, never in a silent deletion.
import type { Word } from './word.ts'

interface RetentionFacts {
  /** What the years are counted from. */
  readonly from: 'lastContact' | 'death' | 'birth'
  readonly years: number
  readonly source: 'code' | 'local'
}

const rows = [
  { key: 'mentalHealth', label: 'Mental health record', from: 'lastContact', years: 20, source: 'code' },
  {
    key: 'mentalHealthAfterDeath',
    label: 'Mental health record of somebody who has died',
    from: 'death',
    years: 10,
    source: 'code',
  },
  { key: 'adult', label: 'Any further record of an adult', from: 'lastContact', years: 8, source: 'code' },
  { key: 'child', label: 'Record of a child', from: 'birth', years: 25, source: 'code' },
  {
    key: 'childSeventeen',
    label: 'Record of somebody who was 17 when it ended',
    from: 'birth',
    years: 26,
    source: 'code',
  },
  {
    key: 'voluntaryOnly',
    label: 'Record of somebody whom only the voluntary sector was with',
    from: 'lastContact',
    years: 20,
    source: 'local',
  },
  {
    key: 'unknownPerson',
    label: 'Visit of somebody we don’t know',
    from: 'lastContact',
    years: 8,
    source: 'local',
  },
] as const satisfies readonly (Word & RetentionFacts)[]

export type RetentionKindKey = (typeof rows)[number]['key']
export interface RetentionKind extends Word<RetentionKindKey>, RetentionFacts {}
export const retentionKinds: readonly RetentionKind[] = rows
export const retentionKindKeys = rows.map((row) => row.key) as unknown as readonly [
  RetentionKindKey,
  ...RetentionKindKey[],
]
