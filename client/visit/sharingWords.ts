/* Why: the topics of one answer as a list in a sentence. */
import { type Answer, type Topic, topics } from '../../shared/contract/accessTable.ts'

const list = new Intl.ListFormat('en-GB')

/** '' where no topic has this answer. */
export function topicsInWords(
  given: Partial<Record<Topic, Answer>>,
  answer: Answer,
  t: (key: string) => string,
): string {
  return named(
    topics.filter((topic) => given[topic] === answer),
    t,
  )
}

export const named = (some: readonly Topic[], t: (key: string) => string): string =>
  list.format(some.map((topic) => t(`sharing.topic.${topic}`)))
