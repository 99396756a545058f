/* Why: all that client/api/offline.ts promises, in one file that comes when the page is idle, or when the first thing
   is pressed. While somebody is signed in it keeps the live picture, and wakes with the page. */
import { effectScope, onScopeDispose, watch, type EffectScope } from 'vue'
import { useCentre } from '../api/centre.ts'
import { clock } from '../api/clock.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { type KeptSession, type Offline, offline, type Owner } from '../api/offline.ts'
import { owes } from '../api/owedSignOut.ts'
import { useSession } from '../api/session.ts'
import { followDoor, waitForServer } from './byPin.ts'
import { keepPicture, keptPicture } from './keptPicture.ts'
import { closeOutbox, openOutbox, outboxNow, take as takePress } from './pageOutbox.ts'
import { canKeep, forgetKeys, ownerOf } from './sealing.ts'
import { keepBoard } from './sharedDesk.ts'

/** How often at most the picture is kept while it changes, in ms. */
const settle = 1_000

let scope: EffectScope | null = null
let last: Owner | null = null
export const take: Offline['take'] = takePress

export const recall: Offline['recall'] = async (wanted) => {
  const found = canKeep() ? await keptPicture().catch(() => null) : null
  // Signed out here, and the server doesn't know it yet: nobody is in, but for whoever a PIN let in since.
  if (!found || !wanted() || (owes() && !found.byPin)) return null
  if (found.byPin && !waitForServer(found.byPin.until)) {
    await forgetKeys().catch(() => null)
    return null
  }
  const kept = found.seen
  const { server, device } = kept.clock
  useCentre().facts = kept.centre
  // What this device's own clock has counted since then is all there is to go by.
  const speed = kept.centre.clockSpeed
  clock.sync(server + (Date.now() - device) * speed, clock.device(), speed)
  offline.board = kept
  return kept.me
}

export function signedIn(me: Owner | null): void {
  scope?.stop()
  scope = null
  const before = last
  last = me
  if (me) {
    void openOutbox(me)
    scope = effectScope(true)
    scope.run(() => follow(me))
    return
  }
  closeOutbox()
  // A page that finds nobody signed in forgets whoever was.
  if (canKeep()) void forgetKeys(before ? ownerOf(before) : undefined).catch(() => null)
}

/** Before somebody else's page takes this one's place: what whoever was here left stays sealed for them. */
export async function forgetWorker(): Promise<void> {
  const owner = last && ownerOf(last)
  signedIn(null)
  if (owner && canKeep()) await forgetKeys(owner).catch(() => null)
}

/** While they are signed in: keeps what they see, and sends what waits as soon as the line is back. */
function follow(me: Owner): void {
  const live = useLiveBoard()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function keep(): Promise<void> {
    const [open, seen] = [await openOutbox(me), pictureNow()]
    if (!open || seen?.me.staffId !== me.staffId) return
    await keepPicture(open.keys, seen).catch(() => null)
    if (open.board) await keepBoard(open.board, seen).catch(() => null)
  }
  watch(
    () => [live.to, live.freshness.is, live.freshness.is === 'live' && clock.minute.value],
    () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void keep()
      }, settle)
    },
    { immediate: true },
  )
  watch(
    () => live.freshness.is === 'live',
    (isLive) => {
      // Keys that couldn't be had before, too.
      if (isLive) void openOutbox(me).then(() => outboxNow()?.wake())
    },
  )
  followDoor()
  const seen = (): void => {
    if (document.visibilityState === 'visible') void outboxNow()?.wake()
    else void keep()
  }
  const online = (): void => void outboxNow()?.wake()
  document.addEventListener('visibilitychange', seen)
  addEventListener('online', online)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
    removeEventListener('online', online)
  })
}

function pictureNow(): KeptSession | null {
  const live = useLiveBoard()
  const { me } = useSession()
  const centre = useCentre().facts
  const board = live.picture()
  if (!me || !centre || !board) return null
  const server = clock.read()
  const asOf = live.freshness.is === 'old' ? live.freshness.asOf : server
  // Plain copies: what is sealed goes through JSON.
  return { me, centre, board, asOf, clock: { server, device: Date.now() } }
}
