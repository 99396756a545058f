/* Why: whether this browser's screen is covered, the same in all its tabs and after a reload: the mark is read by
   public/boot.js before the first paint, and while it stands nothing of the page is seen or read out (theme/base.css). */
import { shallowRef, type ShallowRef } from 'vue'
import type { Answer } from '../../shared/contract/index.ts'

/** '1': covered. `another`: somebody else has taken over, and every tab starts anew as theirs. */
const place = 'alongside.locked'
const root = document.documentElement

/** The shared device that this browser is on, as the server last said; null: none. */
export const sharedDevice = shallowRef<Answer<'device'>['device']>(null)

const covered = shallowRef(root.dataset.locked !== undefined)
export const isCovered: Readonly<ShallowRef<boolean>> = covered

/** Where the focus was. */
let before: Element | null = null

export function cover(): void {
  show(true)
  keep('1')
}
export function uncover(): void {
  show(false)
  keep(null)
}
/** Somebody else has taken over: this tab and the others start anew, and show nothing until they have. */
export function startAnew(): void {
  keep('another')
  location.assign('/')
}

/** Back to where somebody was typing, once the cover has gone. */
export function focusAgain(): void {
  const was = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : null
  before = null
  ;(was ?? document.querySelector<HTMLElement>('main'))?.focus({ preventScroll: true })
}

/** Covered or uncovered in another tab: here too. */
export function followOtherTabs(): () => void {
  const heard = ({ key, newValue }: StorageEvent): void => {
    if (key !== place) return
    if (newValue === 'another') location.assign('/')
    else show(newValue === '1')
  }
  addEventListener('storage', heard)
  return () => removeEventListener('storage', heard)
}

function show(is: boolean): void {
  if (is && !covered.value) {
    before = document.activeElement
    // Else the dialog gives the focus back itself, in Chrome without the caret.
    if (before instanceof HTMLElement) before.blur()
  }
  if (is) root.dataset.locked = ''
  else delete root.dataset.locked
  covered.value = is
}
function keep(mark: string | null): void {
  try {
    if (mark === null) localStorage.removeItem(place)
    else localStorage.setItem(place, mark)
  } catch {
    // Storage is switched off: this tab is covered for as long as it is open, which is all that can be had.
  }
}
