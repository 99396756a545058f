/* Why: a page whose file couldn't be fetched is said by the frame around it; the router finds out, App.vue shows. */
import { shallowRef } from 'vue'

/** The address that couldn't be opened, and how often that was tried; null when all is well. */
export const pageFault = shallowRef<{ path: string; tries: number } | null>(null)

export function noteFault(path: string): void {
  const before = pageFault.value
  pageFault.value = { path, tries: before?.path === path ? before.tries + 1 : 1 }
}
