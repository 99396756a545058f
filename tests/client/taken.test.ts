/* Why: whatever way printing begins, the server is told whose records are on the sheet, once, and of nobody else's. */
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { h, nextTick, shallowRef, type Component } from 'vue'
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
const opened: { leave(): void; unmount(): void }[] = []

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
  const isHere = shallowRef(true)
  const page: Component = { setup, render: () => h('i') }
  const wrapper = mount(() => (isHere.value ? h(page) : null), { global: { plugins: [router] } })
  opened.push({ leave: () => void (isHere.value = false), unmount: () => wrapper.unmount() })
}
/** The page goes, and its app stays: without one a router is nowhere, and whatever still listens would hear nothing. */
async function leave(): Promise<void> {
  for (const one of opened) one.leave()
  await nextTick()
}
const print = () => window.dispatchEvent(new Event('beforeprint'))

/** Prints from the desk, whose look is recorded: had anything before it been told, it would have come first. */
async function expectNoneSince(before: readonly string[] = []): Promise<void> {
  await leave()
  useSession().me = imani
  await open('/desk')
  print()
  await vi.waitFor(() => expect(sent.at(-1)?.body.page).toBe('desk'))
  expect(sent.map(({ body }) => body.page)).toEqual([...before, 'desk'])
}

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
  for (const one of opened.splice(0)) one.unmount()
  sent.length = 0
  vi.unstubAllGlobals()
})

it('a part of a page says whose records it shows, and no longer when it is gone', async () => {
  await open('/log', [
    () => useOnPaper(() => ({ subjects: ['a', 'b'] })),
    () => useOnPaper(() => ({ subjects: ['b', 'c'] })),
  ])
  print()
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({
    path: '/api/look.record',
    body: { what: 'printed', page: 'log', subjects: ['a', 'b', 'c'] },
  })
  await leave()
  expect(onPaper()).toBeNull()
  print()
  await expectNoneSince(['log'])
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
  await expectNoneSince()
})

it('a screen on the wall, which is nobody’s, tells nobody', async () => {
  useSession().me = { ...imani, role: 'wall' }
  await open('/wall')
  print()
  await expectNoneSince()
})
