/** Which questions are looks, and at whom: whose record is asked for, and whom an answer shows one by one. */
import type { Answer, QueryName } from '../../shared/contract/index.ts'

/** Which queries open somebody's record, and whose; null: nobody's in particular; undefined: it is recorded already. */
export const opened: Partial<
  Record<QueryName, (input: Record<string, unknown>) => string | null | undefined>
> = {
  visit: (input) => String(input.visitId),
  people: () => null,
  'person.copy': (input) => String(input.personId),
  'visit.copy': (input) => String(input.visitId),
  restrictions: () => null,
  'retention.due': () => null,
  // Who asked after whom: of nobody's record, since it is about whoever may be meant.
  'enquiry.due': () => null,
  'board.asOf': () => null,
  log: (input) => (typeof input.visitId === 'string' ? input.visitId : null),
  'review.range': () => null,
  'access.reviews': () => null,
  // Once for all pages of it.
  'access.looks': (input) => (input.beforeId === undefined ? String(input.visitId) : undefined),
}

type Shown = { readonly [K in QueryName]?: (answer: Answer<K>) => (string | null)[] }

/** Which answers show people one by one: each of them was looked at. */
const shown: Shown = {
  people: ({ people }) => people.map(({ id }) => id),
  'retention.due': ({ due }) => due.map(({ subject }) => subject),
  restrictions: ({ restrictions }) => restrictions.map(({ subject }) => subject),
  'board.asOf': ({ cards }) => cards.map(({ id }) => id),
  log: ({ entries }) => entries.map(({ label, subject }) => (label === null ? null : subject)),
  'review.range': ({ longestWaits }) => longestWaits.map(({ visitId }) => visitId),
  'access.reviews': ({ openings, looks }) => [
    ...openings.map(({ subject }) => subject),
    ...looks.map(({ subject }) => subject),
  ],
}

/** Whom an answer shows, each once; not whose record was asked for, which is recorded already. */
export function shownBy(name: QueryName, answer: unknown, asked: string | null): string[] {
  // Two worlds meet: the table is exact per name, `name` is any of them.
  const of = shown[name] as ((answer: unknown) => (string | null)[]) | undefined
  return [...new Set(of?.(answer) ?? [])].flatMap((id) => (id === null || id === asked ? [] : [id]))
}
