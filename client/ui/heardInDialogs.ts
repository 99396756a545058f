/* Why: while a dialog is open everything outside it is inert, also to a screen reader: the hidden places that it
   listens to must lie inside. Each dialog gets its own when it opens; the one on top speaks. */

/** A place to speak from: one element for each voice. */
export interface Voices {
  polite: HTMLElement
  assertive: HTMLElement
}

function voiceIn(dialog: HTMLDialogElement, role: 'status' | 'alert'): HTMLElement {
  const element = document.createElement('p')
  element.className = 'vh'
  element.setAttribute('role', role)
  // One over a page that mustn't be read out (lock/ScreenCover.vue) swallows what is said.
  return dialog.dataset.quiet === undefined ? dialog.appendChild(element) : element
}

/** Follows the dialogs of the page. `onTop()`: the voices of the dialog on top, null while none is open. */
export function followDialogs(opened: () => void): { onTop: () => Voices | null; stop: () => void } {
  const open = new Map<HTMLDialogElement, Voices>()
  function look(target: Node): void {
    if (!(target instanceof HTMLDialogElement)) return
    const voices = open.get(target)
    if (target.open && !voices) {
      open.set(target, { polite: voiceIn(target, 'status'), assertive: voiceIn(target, 'alert') })
      opened()
    }
    if (!target.open && voices) {
      voices.polite.remove()
      voices.assertive.remove()
      open.delete(target)
    }
  }
  document.querySelectorAll('dialog').forEach(look)
  const observer = new MutationObserver((changes) => changes.forEach(({ target }) => look(target)))
  observer.observe(document.body, { subtree: true, attributeFilter: ['open'] })
  return {
    onTop() {
      // A dialog that was taken away while open has closed without a word.
      for (const dialog of open.keys()) if (!dialog.isConnected) open.delete(dialog)
      return [...open.values()].at(-1) ?? null
    },
    stop: () => observer.disconnect(),
  }
}
