/* Why: a visit that couldn't be fetched with the line down keeps what is being typed about it until it is there: the
   line alone brings no page to type on. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useLiveBoard } from '../../client/api/liveBoard.ts'
import { openSocket } from '../../client/api/liveSocket.ts'
import { useSession } from '../../client/api/session.ts'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import VisitPage from '../../client/visit/VisitPage.vue'
import { aCard, fakeSocket } from './fakeSocket.ts'
import { aVisit, me } from './onVisitPage.ts'

vi.mock('../../client/api/liveSocket.ts')
const minute = 60_000

beforeEach(async () => {
  await Promise.all([loadWords('visit'), loadWords('story'), loadWords('sharing'), loadWords('board')])
  vi.useFakeTimers()
  sessionStorage.clear()
  setActivePinia(createPinia())
  useSession().me = me
})
afterEach(() => {
  useLiveBoard().stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

it('stays where one can type until it is there, not until the line is', async () => {
  let isThere = false
  vi.stubGlobal('fetch', (path: string) => {
    if (!isThere || !path.startsWith('/api/visit?')) return Promise.reject(new TypeError('no line'))
    const headers = { 'Content-Type': 'application/json' }
    return Promise.resolve(new Response(JSON.stringify(aVisit()), { headers }))
  })
  const socket = fakeSocket()
  vi.mocked(openSocket).mockResolvedValue(socket)
  const live = useLiveBoard()
  live.start()
  await flushPromises()
  socket.up()
  socket.reset({ epoch: 'e', to: 1, cards: [{ ...aCard('v'), label: 'Sam' }], team: [] })
  socket.down()
  await vi.advanceTimersByTimeAsync(minute)
  expect(live.isOld).toBe(true)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['/visits/:id', '/board'].map((path) => ({ path, component: VisitPage })),
  })
  await router.push('/visits/v')
  const page = mount(VisitPage, { global: { plugins: [i18n, router] }, attachTo: document.body })
  await vi.advanceTimersByTimeAsync(minute)
  await page.get('form.visit-about textarea').setValue('I sleep in the car')
  socket.up()
  socket.reset({ epoch: 'e', to: 2, cards: [{ ...aCard('v'), label: 'Sam' }], team: [] })
  await vi.advanceTimersByTimeAsync(minute)
  expect(live.isOld).toBe(false)
  expect(page.find('form.visit-about textarea').exists()).toBe(true)
  isThere = true
  await page
    .findAll('button')
    .find((one) => one.text().includes('Try again'))!
    .trigger('click')
  await vi.advanceTimersByTimeAsync(minute)
  // Now it is there, what was typed and not kept stands on it, until one or the other.
  expect(page.find('.own-words').exists()).toBe(true)
  expect(page.get<HTMLTextAreaElement>('form.visit-about textarea').element.value).toBe('I sleep in the car')
  await page
    .findAll('form.visit-about button')
    .find((one) => one.text() === 'Put it away')!
    .trigger('click')
  expect(page.find('form.visit-about').exists()).toBe(false)
  page.unmount()
})
