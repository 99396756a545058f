/* Why: what leaves the screen on paper or as a file is recorded as a look, like opening it: who, when, what and from
   which page. Where the centre can't be reached it waits with the other presses, and goes up with its true time. */
import { onScopeDispose } from 'vue'
import { useRoute } from 'vue-router'
import { mostOnOne, type Taking } from '../../shared/contract/look.ts'
import { pageName } from '../api/ask.ts'
import { call, type Result } from '../api/call.ts'
import { troubleSentence } from '../api/refusal.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { useSession } from '../api/session.ts'
import { announce } from '../ui/announce.ts'
import { onPaper } from '../ui/onPaper.ts'

/** Tells the server; gives the first answer that isn't a yes, or the last. */
export async function recordTaken(what: Taking, subjects: readonly string[]): Promise<Result<'look.record'>> {
  const page = pageName()
  let from = 0
  for (;;) {
    const some = subjects.slice(from, (from += mostOnOne))
    const answer = await call('look.record', { what, page, subjects: some })
    if (!answer.ok || from >= subjects.length) return answer
  }
}

/** Listens as long as it stands, whether printing began with a button or with the browser’s own keys. */
export function watchPrinting(): void {
  const session = useSession()
  const board = useLiveBoard()
  const route = useRoute()
  function printed(): void {
    const { me } = session
    // A screen on the wall belongs to nobody, and a page for anybody shows nobody.
    if (!me || me.role === 'wall' || !route.meta.page) return
    // Desk and board show the live picture; they have no part of their own for this, to be there sooner.
    const shown = route.meta.page.isLive ? board.cards.map((card) => card.id) : []
    const sheet = onPaper() ?? { what: 'printed' as const, subjects: shown }
    // Paper can't be called back: that nobody will read of it is at least said.
    void recordTaken(sheet.what, sheet.subjects).then((answer) => {
      if (!answer.ok) announce(troubleSentence(answer))
    })
  }
  addEventListener('beforeprint', printed)
  onScopeDispose(() => removeEventListener('beforeprint', printed))
}
