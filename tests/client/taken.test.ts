/* Why: whatever way printing begins, the server is told whose records are on the sheet, once, and of nobody else's. */
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useLiveBoard } from '../../client/api/liveBoard.ts'
import { useSession } from '../../client/api/session.ts'
import { pages } from '../../client/head/pages.ts'
import { watchPrinting } from '../../client/head/taken.ts'
import { onPaper, useOnPaper } from '../../client/ui/onPaper.ts'
import { aCard } from './fakeSocket.ts'
import { imani } from './stubbedServer.ts'

const sent: { path: string; body: Record<string, unknown> }[] = []
const Nothing: Component = { render: () => h('i') }
const wrappers: { unmount(): void }[] = []

/** A page at `path` with these parts on it, and what listens. */
async function open(path: string, parts: readonly (() => void)[] = []) {
  history.replaceState(null, '', path)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/sign-in', component: Nothing, meta: { isPublic: true } },
      ...pages.map((page) => ({ path: page.path + (page.parts ?? ''), component: Nothing, meta: { page } })),
    ],
  })
  await router.push(path)
  const setup = () => {
    watchPrinting()
    for (const part of parts) part()
  }
  const wrapper = mount({ setup, render: () => h('i') }, { global: { plugins: [router] } })
  wrappers.push(wrapper)
  return wrapper
}
const print = () => window.dispatchEvent(new Event('beforeprint'))

beforeEach(() => {
  setActivePinia(createPinia())
  useSession().me = imani
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const body: unknown = await new Request(`http://lantern.test${path}`, init).json()
    sent.push({ path, body: Object(body) as Record<string, unknown> })
    return Response.json({ id: 'x', seq: 1 })
  })
})
afterEach(() => {
  for (const wrapper of wrappers.splice(0)) wrapper.unmount()
  sent.length = 0
  vi.unstubAllGlobals()
})

it('a part of a page says whose records it shows, and no longer when it is gone', async () => {
  const page = await open('/log', [
    () => useOnPaper(() => ({ subjects: ['a', 'b'] })),
    () => useOnPaper(() => ({ subjects: ['b', 'c'] })),
  ])
  print()
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({
    path: '/api/look.record',
    body: { what: 'printed', page: 'log', subjects: ['a', 'b', 'c'] },
  })
  page.unmount()
  expect(onPaper()).toBeNull()
  print()
  expect(sent).toHaveLength(1)
})

it('a desk or a board shows whoever is on the live picture', async () => {
  vi.spyOn(useLiveBoard(), 'cards', 'get').mockReturnValue([aCard('Sam'), aCard('Rosa')])
  await open('/desk')
  print()
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.body).toMatchObject({ page: 'desk', subjects: ['Sam', 'Rosa'] })
})

it('what stands alone on its sheet is told as that', async () => {
  await open('/visit/v', [
    () => useOnPaper(() => ({ subjects: ['v'] })),
    () => useOnPaper(() => ({ what: 'printedLooks', subjects: ['v'] })),
  ])
  print()
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.body).toMatchObject({ what: 'printedLooks', page: 'visit', subjects: ['v'] })
})

it('more people than one press may name go in several', async () => {
  await open('/log', [() => useOnPaper(() => ({ subjects: Array.from({ length: 450 }, (_, n) => `v${n}`) }))])
  print()
  await vi.waitFor(() => expect(sent).toHaveLength(3))
  expect(sent.flatMap(({ body }) => body.subjects)).toHaveLength(450)
})

it('a page for anybody tells nobody', async () => {
  await open('/sign-in')
  print()
  expect(sent).toEqual([])
})
