/* Why: the pages this worker may open, for the head and for the navigation on phones. Who leads the shift changes
   while a page is open: the live picture knows it before the session is asked again. */
import type { Pinia } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import { useLiveBoard } from '../api/liveBoard.ts'
import { useSession } from '../api/session.ts'
import { mayOpen, pages, type PageEntry } from './pages.ts'

/** Whether whoever is signed in leads the shift. Reactive. */
export function leadsNow(pinia?: Pinia): boolean {
  const { me } = useSession(pinia)
  const board = useLiveBoard(pinia)
  if (!me || !board.hasPicture) return me?.isShiftLead ?? false
  return board.team.some((one) => one.staffId === me.staffId && one.isLead)
}

/** Whether they may let somebody in who can't sign in or has no account; the server decides again. Reactive. */
export function mayLetIn(): boolean {
  const role = useSession().me?.role
  return leadsNow() || role === 'manager' || role === 'administrator'
}

export function usePages(): ComputedRef<PageEntry[]> {
  const session = useSession()
  return computed(() => {
    const { me } = session
    if (!me || me.mustAddSecondFactor) return []
    const who = { role: me.role, isShiftLead: leadsNow() }
    return pages.filter((page) => !page.isHidden && mayOpen(page, who))
  })
}
