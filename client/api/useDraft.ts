/* Why: nothing typed is lost: not by a refusal, a dropped network, a closed page by mistake or a sign-out. Kept in
   this tab only (sessionStorage), under its owner's name: another worker on the same screen doesn't see it. */
import { ref, watch, type Ref } from 'vue'
import { useSession } from './session.ts'

export interface Draft<T> {
  /** What is typed, kept as it changes. */
  draft: Ref<T>
  /** There was something kept from before. */
  wasKept: boolean
  /** Saved for good: back to `empty`, and nothing kept. */
  clear(): void
}

const PREFIX = 'alongside.draft.'

/**
 * A draft for `key` ('note.<visitId>', 'walkIn') that starts as `empty` or as what its owner had typed. Call in
 * setup, on pages for signed-in workers. Values must survive JSON.
 */
export function useDraft<T extends object>(
  key: string,
  empty: () => T,
  storage: Storage = sessionStorage,
): Draft<T> {
  const owner = useSession().me?.staffId ?? 'nobody'
  const place = `${PREFIX}${owner}.${key}`
  const kept = read(storage, place)
  const draft = ref({ ...empty(), ...kept }) as Ref<T>

  watch(draft, (now) => keep(storage, place, now, empty()), { deep: true, flush: 'sync' })
  return {
    draft,
    wasKept: kept !== null,
    clear() {
      // Its page may be closed by now, and nobody watches; what was typed on another since then stays.
      forget(storage, place, draft.value)
      draft.value = empty()
    },
  }
}

function read(storage: Storage, place: string): object | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(place) ?? 'null')
    return typeof kept === 'object' ? kept : null
  } catch {
    return null
  }
}

function forget(storage: Storage, place: string, saved: object): void {
  try {
    if (storage.getItem(place) === JSON.stringify(saved)) storage.removeItem(place)
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

function keep(storage: Storage, place: string, now: object, empty: object): void {
  const text = JSON.stringify(now)
  try {
    if (text === JSON.stringify(empty)) storage.removeItem(place)
    else storage.setItem(place, text)
  } catch {
    // Storage is switched off or full: the words are still on the page, only a reload would lose them.
  }
}
