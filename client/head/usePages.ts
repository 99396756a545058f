/* Why: the pages this worker may open, for the head and for the navigation on phones. */
import { computed, type ComputedRef } from 'vue'
import { useSession } from '../api/session.ts'
import { mayOpen, pages, type PageEntry } from './pages.ts'

export function usePages(): ComputedRef<PageEntry[]> {
  const session = useSession()
  return computed(() => {
    const { me } = session
    return me ? pages.filter((page) => !page.isHidden && mayOpen(page, me)) : []
  })
}
