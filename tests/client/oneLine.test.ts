/* Why: the live line belongs to whoever is signed in. Asked anew who that is, the same worker keeps it: a board that
   goes blank and comes back each time somebody's rights are looked at would be no board to work from. */
import { flushPromises, shallowMount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import App from '../../client/App.vue'
import { openSocket } from '../../client/api/liveSocket.ts'
import { useSession } from '../../client/api/session.ts'
import { i18n } from '../../client/i18n/i18n.ts'
import { fakeSocket } from './fakeSocket.ts'
import { imani } from './stubbedServer.ts'

vi.mock('../../client/api/liveSocket.ts')
vi.mock('../../client/head/headPart.ts', () => ({ headPart: () => ({ template: '<i />' }), parts: vi.fn() }))

it('is dialled once for a worker, however often the session is asked, and anew for another', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  vi.mocked(openSocket).mockImplementation(() => Promise.resolve(fakeSocket()))
  const pinia = createPinia()
  setActivePinia(pinia)
  const session = useSession()
  session.me = { ...imani }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { template: '<i />' }, meta: { isPublic: true } }],
  })
  const app = shallowMount(App, { global: { plugins: [pinia, i18n, router] } })
  await flushPromises()
  expect(openSocket).toHaveBeenCalledTimes(1)
  session.me = { ...imani, name: 'Imani Osei' }
  await flushPromises()
  expect(openSocket).toHaveBeenCalledTimes(1)
  session.me = { ...imani, staffId: 'another' }
  await flushPromises()
  expect(openSocket).toHaveBeenCalledTimes(2)
  app.unmount()
  vi.unstubAllGlobals()
})
