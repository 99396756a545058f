/* Why: the centre's own lists as this centre uses them: shipped words, its labels, its additions, without what it
   switched off. A page names the list it needs, so that no page carries all of them. */
import { computed, type ComputedRef } from 'vue'
import type { ListName } from '../../shared/contract/centre.ts'
import { effectiveList, labels } from '../../shared/lists/effectiveList.ts'
import { roles } from '../../shared/lists/roles.ts'
import type { Word } from '../../shared/lists/word.ts'
import { useCentre } from '../api/centre.ts'
import { say } from './i18n.ts'

export interface CentreList<W extends Word> {
  /** What may be chosen now, in order. The centre's own words have no more than key and label. */
  words: ComputedRef<readonly (W | Word)[]>
  /** The label of a key, also of one that was switched off; the key itself where nobody knows it. */
  label(key: string): string
}

/** For example `useList('wants', wants)` with `wants` from shared/lists/wants.ts. */
export function useList<W extends Word>(name: ListName, shipped: readonly W[]): CentreList<W> {
  const centre = useCentre()
  const changes = computed(() => (centre.facts?.lists ?? []).filter((entry) => entry.list === name))
  const known = computed(() => labels(shipped, changes.value))
  return {
    words: computed(() => effectiveList(shipped, changes.value)),
    label: (key) => known.value.get(key) ?? key,
  }
}

const roleOf = new Map(roles.map((role) => [role.key as string, role]))

/**
 * What a role is called: 'Peer supporter', or with 'short' as it stands after a name: 'Femi, housing'; where the centre
 * calls it something else, that, in both places. A screen on the wall has a name too.
 */
export function useRoleWords(form: 'label' | 'short' = 'label'): (role: string) => string {
  const centre = useCentre()
  const own = computed(
    () =>
      new Map(
        (centre.facts?.lists ?? []).flatMap((one) => (one.list === 'roles' ? [[one.key, one.label]] : [])),
      ),
  )
  return (role) => {
    if (role === 'wall') return say('lists.wallScreen')
    return own.value.get(role) ?? roleOf.get(role)?.[form] ?? role
  }
}
