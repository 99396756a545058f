/* Why: what is folded away needn't be there at the first paint, but must be there when the network isn't: it comes
   as soon as the page has nothing else to do, and at the latest when it is opened. */
import { type Component, defineAsyncComponent } from 'vue'

/** `laterPart(() => import('./MoreFields.vue'))`, used like any other component. */
export function laterPart<C extends Component>(load: () => Promise<{ default: C }>): C {
  whenIdle(() => {
    // A first try that fails is no loss: opening the part asks again.
    load().catch(() => null)
  })
  return defineAsyncComponent(async () => (await load()).default)
}

/** Safari has no requestIdleCallback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run)
  else setTimeout(run, 1_000)
}
