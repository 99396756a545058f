/* Why: for a part of the settings by itself: the centre it is of, the answers in place of the server, and it on the page. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Component } from 'vue'
import { useCentre } from '../../client/api/centre.ts'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { lanternHouse, stubServer, type StubbedServer } from './stubbedServer.ts'

/** Call once in a file. */
export async function useSettings(): Promise<void> {
  await loadWords('settings')
  beforeEach(() => {
    sessionStorage.clear()
    setActivePinia(createPinia())
    useCentre().facts = { ...lanternHouse, agencies: [], spaces: [], lists: [], secondFactorRoles: [] }
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    document.body.replaceChildren()
  })
}

/** Shown, with its first questions answered. */
export async function showPart(
  part: Component,
  answers: StubbedServer['answers'],
): Promise<{ server: StubbedServer; wrapper: VueWrapper }> {
  const server = stubServer(answers)
  const wrapper = mount(part, {
    global: { plugins: [i18n], stubs: { RouterLink: true } },
    attachTo: document.body.appendChild(document.createElement('main')),
  })
  await flushPromises()
  return { server, wrapper }
}
