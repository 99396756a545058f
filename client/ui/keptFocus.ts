/**
 * Keeps the focus with the card it was on while cards change, move or go. Vue drops it when a row moves; a
 * screen reader would then be thrown to the top of the page.
 */
import { nextTick, watch, type Ref, type WatchSource } from 'vue'

interface Kept {
  element: HTMLElement
  card: string | null
  group: string | null
}

/**
 * Looks before and after each draw that any of `sources` causes. The order of refuge: the same element, the
 * same card's first action, the heading of the group it was in, the page's heading.
 */
export function useKeptFocus(root: Ref<HTMLElement | null>, sources: WatchSource[]): void {
  watch(sources, async () => {
    const kept = capture(root.value)
    if (!kept) return
    await nextTick()
    restore(root.value, kept)
  })
}

/** Where the focus is, if it is in `root`. */
export function capture(root: HTMLElement | null): Kept | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || !root?.contains(element)) return null
  return {
    element,
    card: element.closest<HTMLElement>('[data-card]')?.dataset.card ?? null,
    group: element.closest<HTMLElement>('[data-group]')?.dataset.group ?? null,
  }
}

/** Back to where it was, or to the next refuge; a focus that has gone elsewhere by itself stays. */
export function restore(root: HTMLElement | null, kept: Kept): void {
  const active = document.activeElement
  if (!root || active === kept.element || (active && active !== document.body)) return
  if (kept.element.isConnected) {
    kept.element.focus({ preventScroll: true })
    return
  }
  const card = kept.card === null ? null : root.querySelector(`[data-card="${CSS.escape(kept.card)}"]`)
  const action = card?.querySelector<HTMLElement>('.btn') ?? card?.querySelector<HTMLElement>('a')
  if (action) {
    action.focus({ preventScroll: true })
    return
  }
  const heading =
    (kept.group === null ? null : root.querySelector<HTMLElement>(`[data-group="${kept.group}"] h2`)) ??
    root.querySelector<HTMLElement>('h1, h2')
  heading?.focus({ preventScroll: true })
}
