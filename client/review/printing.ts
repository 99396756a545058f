/* Why: paper is narrower than the screen: pictures are drawn again at its width before a sheet is made, however
   printing began. */
import { useEventListener } from '@vueuse/core'
import { nextTick, shallowRef, type ShallowRef } from 'vue'

/** Whether a sheet is being made now. For one page; give it down to its pictures. */
export function usePrinting(): { isPrinting: Readonly<ShallowRef<boolean>>; print: () => Promise<void> } {
  const isPrinting = shallowRef(false)
  useEventListener(window, 'beforeprint', () => (isPrinting.value = true))
  useEventListener(window, 'afterprint', () => (isPrinting.value = false))
  return {
    isPrinting,
    async print() {
      isPrinting.value = true
      // The browser stops everything while it prints: what is drawn must be drawn before.
      await nextTick()
      window.print()
    },
  }
}
