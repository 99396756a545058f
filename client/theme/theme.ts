/* Why: day, night or as the device says; kept on this device only, as a screen belongs to a place, not a person.
   The key is also read by public/boot.js before the first paint. */
import { ref, type Ref } from 'vue'

export type Theme = 'device' | 'day' | 'night'
export const themes: readonly Theme[] = ['device', 'day', 'night']
const KEY = 'alongside.theme'

/** The chosen theme and how to choose. Where storage is switched off the choice lasts until the page closes. */
export function useTheme(
  root: HTMLElement = document.documentElement,
  storage: Storage = localStorage,
): { theme: Ref<Theme>; choose: (next: Theme) => void } {
  const theme = ref<Theme>(read(storage))
  show(root, theme.value)
  return {
    theme,
    choose(next) {
      theme.value = next
      show(root, next)
      keep(storage, next)
    },
  }
}

function show(root: HTMLElement, theme: Theme): void {
  if (theme === 'device') delete root.dataset.theme
  else root.dataset.theme = theme
}

function read(storage: Storage): Theme {
  try {
    const kept = storage.getItem(KEY)
    return kept === 'day' || kept === 'night' ? kept : 'device'
  } catch {
    return 'device'
  }
}

function keep(storage: Storage, theme: Theme): void {
  try {
    if (theme === 'device') storage.removeItem(KEY)
    else storage.setItem(KEY, theme)
  } catch {
    // Storage is switched off or full: the choice still holds on this page, which is all it promised.
  }
}
