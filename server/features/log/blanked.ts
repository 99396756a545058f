/**
 * A visit's page with what this reader mayn't know left blank. What stays is what everybody needs for everybody's
 * safety: that somebody is here, since when, where, and who is with them.
 */
import type { Effect, Topic } from '../../../shared/contract/accessTable.ts'
import type { Entry, Visit } from '../../../shared/contract/log.ts'

/** Words of a story that tell who somebody is; all others tell what they wish or what brings them. */
const names = ['label']
/** What the log's data tells of wishes and reasons. */
const wishKeys = ['wants', 'cameBy', 'suggestedBy']

/** Whether words of a story under this heading may be told. */
export const mayTell = (field: string, may: Record<Topic, Effect>): boolean =>
  may[names.includes(field) ? 'name' : 'wishes'] !== 'blank'

export function withoutWishes(entry: Entry): Entry {
  const data = Object.fromEntries(Object.entries(entry.data).filter(([key]) => !wishKeys.includes(key)))
  return { ...entry, data }
}

/** Whose it is, by id, is as much as their name. */
export function withoutPerson(entry: Entry): Entry {
  const { personId: _personId, ...data } = entry.data
  return { ...entry, data }
}

export function blanked(whole: Visit): Visit {
  const { name, wishes } = whole.may
  const isNameless = name === 'blank' || whole.restricted?.isShut
  const page = isNameless ? { ...whole, story: whole.story.map(withoutPerson) } : whole
  return {
    ...page,
    ...(isNameless ? { person: null, contact: null, earlier: [], familiar: [] } : {}),
    ...(name === 'blank' ? { enquiries: [] } : {}),
    ...(wishes === 'blank' ? noWishes(page) : {}),
  }
}

function noWishes({ goodbye, story }: Visit) {
  return {
    words: [],
    reasons: [],
    cameBy: null,
    suggestedBy: null,
    withWhom: null,
    feeling: null,
    feelingSkipped: null,
    goodbye: goodbye && {
      ...goodbye,
      feeling: null,
      feelingSkipped: null,
      gotWhatCameFor: null,
      feltWelcome: null,
      toldAgain: null,
      helped: [],
    },
    story: story.map(withoutWishes),
  }
}
