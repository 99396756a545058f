/* Why: a newer version is offered in words, looked for whenever the line was gone, and opened by nobody's hand but that
   of whoever is typing. */
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useLiveBoard } from '../../client/api/liveBoard.ts'
import { openSocket } from '../../client/api/liveSocket.ts'
import { openNewVersion, watchVersions } from '../../client/offline/newVersion.ts'
import { fakeSocket } from './fakeSocket.ts'

vi.mock('../../client/api/liveSocket.ts')
const board = { epoch: 'e', to: 1, cards: [], team: [] }

/** A browser's keeper of files, where one version is in use already. */
function fakeKeeper() {
  const waiting = { postMessage: vi.fn<(message: object) => void>() }
  const registration = Object.assign(new EventTarget(), {
    waiting: null as typeof waiting | null,
    installing: null as (EventTarget & { state: string }) | null,
    update: vi.fn<() => Promise<void>>().mockResolvedValue(undefined),
  })
  const workers = Object.assign(new EventTarget(), {
    controller: {},
    register: () => Promise.resolve(registration),
  })
  vi.stubGlobal('navigator', { serviceWorker: workers, onLine: true })
  return {
    registration,
    waiting,
    /** A newer one has been fetched. */
    comes() {
      registration.installing = Object.assign(new EventTarget(), { state: 'installing' })
      registration.dispatchEvent(new Event('updatefound'))
      registration.waiting = waiting
      registration.installing.state = 'installed'
      registration.installing.dispatchEvent(new Event('statechange'))
    },
    takesOver: () => workers.dispatchEvent(new Event('controllerchange')),
  }
}
const settled = () => new Promise((done) => setTimeout(done))
let stop = (): void => undefined
const reload = vi.fn<() => void>()

beforeEach(() => {
  vi.stubEnv('PROD', true)
  setActivePinia(createPinia())
  openNewVersion.value = null
  reload.mockClear()
  vi.stubGlobal('location', { reload })
})
afterEach(() => {
  stop()
  useLiveBoard().stop()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

it('is looked for when the line was gone, however short, and not by itself', async () => {
  const { registration } = fakeKeeper()
  const socket = fakeSocket()
  vi.mocked(openSocket).mockResolvedValue(socket)
  useLiveBoard().start()
  stop = watchVersions()
  await settled()
  socket.up()
  socket.reset(board)
  await nextTick()
  expect(registration.update).not.toHaveBeenCalled()
  // Shorter than the grace: the picture was never called old, but the server may be another.
  socket.down()
  await nextTick()
  socket.up()
  socket.reset({ ...board, to: 2 })
  await nextTick()
  expect(registration.update).toHaveBeenCalledTimes(1)
})

it('is offered, and opens only when somebody says so', async () => {
  const keeper = fakeKeeper()
  stop = watchVersions()
  await settled()
  expect(openNewVersion.value).toBeNull()
  keeper.comes()
  expect(openNewVersion.value).not.toBeNull()
  expect(keeper.waiting.postMessage).not.toHaveBeenCalled()
  openNewVersion.value?.()
  expect(keeper.waiting.postMessage).toHaveBeenCalledExactlyOnceWith({ type: 'SKIP_WAITING' })
  expect(reload).not.toHaveBeenCalled()
  keeper.takesOver()
  expect(reload).toHaveBeenCalledTimes(1)
})

it('opened in another tab never loads this one anew: it is offered here too', async () => {
  const keeper = fakeKeeper()
  stop = watchVersions()
  await settled()
  keeper.takesOver()
  expect(reload).not.toHaveBeenCalled()
  openNewVersion.value?.()
  expect(reload).toHaveBeenCalledTimes(1)
})
