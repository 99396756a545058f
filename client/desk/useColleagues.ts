/** Everybody who works here, for wishes by name; asked when the page opens and kept while it is open. */
import { onMounted, shallowRef, type Ref } from 'vue'
import type { Colleague } from '../../shared/contract/team.ts'
import { ask } from '../api/ask.ts'

export function useColleagues(): {
  staff: Readonly<Ref<readonly Colleague[]>>
  isTroubled: Readonly<Ref<boolean>>
} {
  const staff = shallowRef<readonly Colleague[]>([])
  const isTroubled = shallowRef(false)
  onMounted(async () => {
    const answer = await ask('team', {})
    isTroubled.value = !answer.ok
    if (answer.ok) staff.value = answer.value.staff.filter((one) => one.role !== 'administrator')
  })
  return { staff, isTroubled }
}
