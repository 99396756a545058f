/* Why: the app opens without the network because a service worker keeps its files, and a newer version is offered in
   words: nothing is ever loaded anew under somebody's fingers. */
import { shallowRef, watch } from 'vue'
import { useLiveBoard } from '../api/liveBoard.ts'

/** Opens the newer version in this tab; null while there is none. What is typed is kept as a draft. */
export const openNewVersion = shallowRef<(() => void) | null>(null)

/** Keeps the files and looks for newer ones; returns how to stop looking. */
export function watchVersions(): () => void {
  // Without TLS, off localhost, browsers keep no files; while developing nothing is built to be kept.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return () => undefined
  const workers = navigator.serviceWorker
  let isChosen = false
  let hadOne = workers.controller !== null
  let registration: ServiceWorkerRegistration | undefined

  function offer(worker: ServiceWorker | null): void {
    if (!worker || !workers.controller) return
    openNewVersion.value = () => {
      isChosen = true
      worker.postMessage({ type: 'SKIP_WAITING' })
    }
  }
  function changed(): void {
    if (isChosen) location.reload()
    // Another tab has opened it: this one goes on with the files it has until somebody says so.
    else if (hadOne) openNewVersion.value = () => location.reload()
    hadOne = true
  }
  workers.addEventListener('controllerchange', changed)
  void workers.register('/sw.js').then(
    (found?: ServiceWorkerRegistration) => {
      // Where somebody has forbidden it to the browser, it may give nothing.
      if (!found) return
      registration = found
      offer(found.waiting)
      found.addEventListener('updatefound', () => {
        const { installing } = found
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed') offer(found.waiting)
        })
      })
    },
    // Not kept: the page works as long as there is a network.
    () => undefined,
  )
  // The line was gone and is back: that is when a server may have become a newer one.
  const board = useLiveBoard()
  let hasBeenLive = false
  const stop = watch(
    () => board.freshness.is,
    (is) => {
      if (is !== 'live') return
      // A server may be back with another version before the picture is called old.
      if (hasBeenLive) void registration?.update().catch(() => null)
      hasBeenLive = true
    },
    { immediate: true },
  )
  return () => {
    stop()
    workers.removeEventListener('controllerchange', changed)
  }
}
