/* Why: a copy that is open shuts when something about it changes; whoever asks for it anew by keyboard is at its
   beginning, and what it showed before is gone until then. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useCentre } from '../../client/api/centre.ts'
import { useSession } from '../../client/api/session.ts'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import RightsPage from '../../client/rights/RightsPage.vue'
import { me } from './onVisitPage.ts'
import { lanternHouse, stubServer } from './stubbedServer.ts'

await Promise.all([loadWords('rights'), loadWords('story')])
const ruth = { ...me, staffId: 'ruth', role: 'manager' as const }
beforeEach(() => {
  setActivePinia(createPinia())
  useSession().me = ruth
  useCentre().facts = { ...lanternHouse, agencies: [], spaces: [], lists: [], secondFactorRoles: [] }
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

test('shown anew, its heading has the focus', async () => {
  const copy = { personId: 'p1', name: 'Dev Patel', madeAt: 0, written: [], visits: [] }
  stubServer({ 'person.copy': { body: copy } })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:whose/:id/rights', component: RightsPage }],
  })
  await router.push('/person/p1/rights')
  const wrapper = mount(RightsPage, { global: { plugins: [i18n, router] }, attachTo: document.body })
  await flushPromises()
  expect(wrapper.get('h1').text()).toContain('Dev Patel')
  // Nothing in it may name somebody else, so nothing has to be read first.
  expect(wrapper.text()).not.toContain('I have read everything that is marked')
  useSession().me = { ...ruth }
  await flushPromises()
  expect(wrapper.text()).not.toContain('Dev Patel')
  const again = wrapper.findAll('button').find((one) => one.text() === 'Show it as it is now')
  again?.element.focus()
  await again?.trigger('click')
  await flushPromises()
  expect(document.activeElement).toBe(wrapper.get('h1').element)
  expect(wrapper.get('h1').text()).toContain('Dev Patel')
  wrapper.unmount()
})
