/* Why: what is typed about somebody we will know again, the same when they are added and when it is put right;
   only what differs is sent. */
import type { Sent } from '../../shared/contract/index.ts'
import type { Person } from '../../shared/contract/person.ts'
import { readPartialDate, typedPartialDate } from './partialDate.ts'

export interface PersonTyped {
  name: string
  /** Several, with commas between. */
  otherNames: string
  birth: string
  /** Asked only where somebody known is put right. */
  died: string
  secondLine: string
}

export const emptyPerson = (): PersonTyped => ({
  name: '',
  otherNames: '',
  birth: '',
  died: '',
  secondLine: '',
})
export const typedOf = (person: Person): PersonTyped => ({
  name: person.name,
  otherNames: person.otherNames.join(', '),
  birth: typedPartialDate(person.birth),
  died: typedPartialDate(person.died),
  secondLine: person.secondLine ?? '',
})

const namesIn = (typed: string) =>
  typed
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** What 'person.add' takes, or null where the birthday can't be read. */
export function personAdded(typed: PersonTyped): Omit<Sent<'person.add'>, 'visitId'> | null {
  const birth = readPartialDate(typed.birth)
  if (birth === null) return null
  const otherNames = namesIn(typed.otherNames)
  const secondLine = typed.secondLine.trim()
  return {
    name: typed.name.trim(),
    ...(otherNames.length > 0 ? { otherNames } : {}),
    ...(birth ? { birth } : {}),
    ...(secondLine ? { secondLine } : {}),
  }
}

/** What 'person.change' takes: what differs, none for nothing; null where one of the two dates can't be read. */
export function personChanged(
  typed: PersonTyped,
  person: Person,
): Omit<Sent<'person.change'>, 'personId' | 'seenVersion'> | null {
  const birth = readPartialDate(typed.birth)
  const died = readPartialDate(typed.died)
  if (birth === null || died === null) return null
  const otherNames = namesIn(typed.otherNames)
  const name = typed.name.trim()
  const secondLine = typed.secondLine.trim()
  return {
    ...(name && name !== person.name ? { name } : {}),
    ...(otherNames.join() !== person.otherNames.join() ? { otherNames } : {}),
    ...(birth !== (person.birth ?? '') ? { birth: birth || null } : {}),
    ...(died !== (person.died ?? '') ? { died: died || null } : {}),
    ...(secondLine !== (person.secondLine ?? '') ? { secondLine: secondLine || null } : {}),
  }
}
