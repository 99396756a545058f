/* Why: what is folded away needn't be there at the first paint, but must be there when the network isn't: it comes
   as soon as the page has nothing else to do. Vue's own async components would cost every first load more. */
import { type Component, defineComponent, h, onScopeDispose, shallowRef } from 'vue'

/** How long after a failed try the next one comes while the part is wanted, in ms. */
const again = 3_000

/**
 * `const MoreFields = laterPart(() => import('./MoreFields.vue'))` in a plain `<script>` (once, not once for each
 * instance), used like any other component. `focus()` on a ref of it waits until it is there.
 */
export function laterPart<C extends Component>(load: () => Promise<{ default: C }>): C {
  const part = shallowRef<C | null>(null)
  const fetch = async (): Promise<void> => {
    part.value ??= (await load()).default
  }
  // A first try that fails is no loss: the part asks again when it is wanted.
  whenIdle(() => void fetch().catch(() => null))

  const later = defineComponent({
    inheritAttrs: false,
    setup(_, { attrs, slots, expose }) {
      let timer: ReturnType<typeof setTimeout> | undefined
      let isFocusWanted = false
      const want = (): void => {
        fetch().catch(wantLater)
      }
      const wantLater = (): void => {
        // While nobody can see the page nothing is asked for.
        timer = setTimeout(() => (document.hidden ? wantLater() : want()), again)
      }
      want()
      onScopeDispose(() => {
        clearTimeout(timer)
      })
      const inner = shallowRef<{ focus?: () => void } | null>(null)
      const arrived = (shown: unknown): void => {
        inner.value = shown as { focus?: () => void } | null
        if (isFocusWanted) inner.value?.focus?.()
        isFocusWanted = false
      }
      expose({
        focus() {
          if (inner.value) inner.value.focus?.()
          else isFocusWanted = true
        },
      })
      return () => part.value && h(part.value, { ...attrs, ref: arrived }, slots)
    },
  })
  // It takes whatever props and listeners the part takes and hands them on, so to others it is that part.
  return later as unknown as C
}

/** What all that is for later waits for: set once, where the client starts. */
let first: Promise<unknown> = Promise.resolve()

/**
 * Nothing for later is fetched before this: a page that waits for an answer is idle too, and on a thin line what
 * is folded away would come before what is looked for.
 */
export function laterThan(page: Promise<unknown>): void {
  first = page
}

/** Runs it when the page has nothing else to do. */
export function whenIdle(run: () => void): void {
  idle(() => void first.then(run, run))
}

/** Safari has no requestIdleCallback. */
export function idle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run)
  else setTimeout(run, 1_000)
}
