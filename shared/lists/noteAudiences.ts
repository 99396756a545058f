// Who may read a note: chosen by the person and the writer together. The first is what applies when nobody chose.
import type { Word } from './word.ts'

const rows = [
  { key: 'team', label: 'The team' },
  { key: 'alongside', label: 'Whoever is alongside in this visit' },
  { key: 'named', label: 'Only those named' },
] as const satisfies readonly Word[]

export type NoteAudienceKey = (typeof rows)[number]['key']
export const noteAudiences: readonly Word<NoteAudienceKey>[] = rows
