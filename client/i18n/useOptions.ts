/* Why: what somebody can be given a place in the team as, and by whom: the same choices wherever that is asked. */
import { computed, type ComputedRef } from 'vue'
import { roles } from '../../shared/lists/roles.ts'
import { useCentre } from '../api/centre.ts'
import { useRoleWords } from './useLists.ts'

export type Options = { value: string; label: string }[]

/** Roles by what the centre calls them; `may` leaves out those that aren't offered here. */
export function useRoleOptions(may: (role: string) => boolean = () => true): ComputedRef<Options> {
  const label = useRoleWords()
  return computed(() =>
    roles.filter(({ key }) => may(key)).map(({ key }) => ({ value: key, label: label(key) })),
  )
}

/** Agencies that are part of the centre now. */
export function useAgencyOptions(): ComputedRef<Options> {
  const centre = useCentre()
  return computed(() => (centre.facts?.agencies ?? []).map(({ id, name }) => ({ value: id, label: name })))
}
