/* Why: the one live picture of this page, running while somebody is signed in and gone when they aren't: nobody
   sees another's board for a moment. Components read this store; the rules are in live.ts. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Card, OnTeam } from '../../shared/contract/board.ts'
import { clock } from './clock.ts'
import { startLive, type Freshness, type Live } from './live.ts'
import { openSocket } from './liveSocket.ts'
import { offline } from './offline.ts'
import { openedByPin } from './owedSignOut.ts'
import { useSession } from './session.ts'
import { onUnreached, told } from './told.ts'

const noCards: readonly Card[] = []
const nobody: readonly OnTeam[] = []

export const useLiveBoard = defineStore('liveBoard', () => {
  const live = shallowRef<Live | null>(null)

  onUnreached(() => live.value?.wentOffline())

  function start(): void {
    if (live.value) return
    live.value = startLive({
      open: () => (openedByPin.value && offline.line ? offline.line() : openSocket()),
      now: clock.read,
      kept: offline.board,
      onSignedOut: told.signedOut,
      onSessionChanged: () => void useSession().load(),
    })
    offline.board = null
  }

  function stop(): void {
    live.value?.stop()
    live.value = null
  }

  return {
    /** Everybody here as the server sent them; work out `doing(card, clock.now.value)` yourself. */
    cards: computed(() => live.value?.cards.value ?? noCards),
    /** Who is on to help. */
    team: computed(() => live.value?.team.value ?? nobody),
    hasPicture: computed(() => live.value?.hasPicture.value ?? false),
    /** The log number up to which the picture is true; -1 before the first. */
    to: computed(() => live.value?.to.value ?? -1),
    freshness: computed<Freshness>(() => live.value?.freshness.value ?? { is: 'none' }),
    isOld: computed(() => live.value?.isOld.value ?? true),
    /** One card, reactive. */
    card: (id: string): Card | undefined => (live.value?.cards.value ? live.value.card(id) : undefined),
    picture: () => live.value?.picture() ?? null,
    tryNow: (): void => live.value?.tryNow(),
    wentOffline: (): void => live.value?.wentOffline(),
    start,
    stop,
  }
})
