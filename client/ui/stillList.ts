/**
 * Says when a list must keep still: while a pointer or the focus is in it. A pointer or a pressed button that
 * nobody has moved for a while holds nothing, or a screen left alone would show an old order for ever.
 */
import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

/** How long after the last movement a pointer still counts as being in the list, in milliseconds. */
export const idleAfter = 20_000

/**
 * `isHeld` is true while `root` must not be sorted anew. A focus that shows (somebody goes by keyboard or
 * with a screen reader) holds for as long as it is there; a pointer, and the focus it leaves behind, until idle.
 */
export function useStillList(root: Ref<HTMLElement | null>): { isHeld: Readonly<Ref<boolean>> } {
  const isHeld = ref(false)
  let pointerIn = false
  let idle: ReturnType<typeof setTimeout> | undefined
  let isIdle = true

  const decide = () => {
    const focused = root.value?.contains(document.activeElement) ? document.activeElement : null
    const shown = focused?.matches(':focus-visible') ?? false
    isHeld.value = shown || (!isIdle && (pointerIn || focused !== null))
  }
  const moved = () => {
    isIdle = false
    clearTimeout(idle)
    idle = setTimeout(() => {
      isIdle = true
      decide()
    }, idleAfter)
    decide()
  }
  const enter = () => {
    pointerIn = true
    moved()
  }
  const leave = () => {
    pointerIn = false
    decide()
  }
  /** The focus goes before it arrives elsewhere: look again once it has settled. */
  const settle = () => queueMicrotask(decide)

  const listeners: [string, () => void][] = [
    ['pointerenter', enter],
    ['pointermove', enter],
    ['pointerdown', enter],
    ['pointerleave', leave],
    ['pointercancel', leave],
    ['keydown', moved],
    ['focusin', moved],
    ['focusout', settle],
  ]
  const stop = watch(
    root,
    (element, _before, onCleanup) => {
      if (!element) return
      for (const [name, heard] of listeners) element.addEventListener(name, heard, { passive: true })
      onCleanup(() => {
        for (const [name, heard] of listeners) element.removeEventListener(name, heard)
      })
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => {
    stop()
    clearTimeout(idle)
  })
  return { isHeld: readonly(isHeld) }
}
