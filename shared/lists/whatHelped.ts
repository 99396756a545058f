// What helped, in five plain words: connection, hope, identity, meaning and having a say (domain.md 5.10).
// Several or none, one tap each, chosen by the person.
import type { Word } from './word.ts'

const rows = [
  { key: 'connected', label: 'Feeling connected' },
  { key: 'someHope', label: 'Some hope' },
  { key: 'seenAsMe', label: 'Being seen as me' },
  { key: 'whatMattersToMe', label: 'Something that matters to me' },
  { key: 'havingASay', label: 'Having a say' },
] as const satisfies readonly Word[]

export type WhatHelpedKey = (typeof rows)[number]['key']
export const whatHelped: readonly Word<WhatHelpedKey>[] = rows
