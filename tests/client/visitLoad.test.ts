/* Why: a story that couldn't be fetched again is said to be old, one act keeps no other from being done, and a
   press that nobody knows the end of counts once. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { loadWords } from '../../client/i18n/i18n.ts'
import { useVisit, type VisitContext } from '../../client/visit/useVisit.ts'
import { aCard } from './fakeSocket.ts'

await loadWords('visit')
const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

let context: VisitContext
let visitStatus = 200
let pressed: { path: string; end: (answer: Response) => void }[] = []

beforeEach(async () => {
  setActivePinia(createPinia())
  visitStatus = 200
  pressed = []
  vi.stubGlobal('fetch', (path: string) => {
    if (path.startsWith('/api/visit?'))
      return Promise.resolve(json(visitStatus, { card: aCard('v'), story: [], retracted: null }))
    return new Promise<Response>((end) => pressed.push({ path, end }))
  })
  mount(
    defineComponent({
      setup() {
        context = useVisit('v')
        return () => null
      },
    }),
  )
  await flushPromises()
})
afterEach(() => vi.unstubAllGlobals())

it('a story that can’t be fetched again is marked with its time, until it can', async () => {
  expect(context.visit.value?.card.id).toBe('v')
  expect(context.storyAsOf.value).toBeNull()
  visitStatus = 500
  await context.load()
  expect(context.storyAsOf.value).toBeTypeOf('number')
  expect(context.visit.value).not.toBeNull()
  expect(context.missing.value).toBe('')
  visitStatus = 200
  await context.load()
  expect(context.storyAsOf.value).toBeNull()
})

it('the same command waits for its answer, and another doesn’t', async () => {
  const first = context.send('visit.lookIn', { visitId: 'v' })
  expect(context.isBusy('visit.lookIn')).toBe(true)
  expect(await context.send('visit.lookIn', { visitId: 'v' })).toBe('busy')
  const second = context.send('visit.welcome', { visitId: 'v' })
  expect(pressed.map((one) => one.path)).toEqual(['/api/visit.lookIn', '/api/visit.welcome'])
  for (const one of pressed) one.end(json(200, { id: 'v', seq: 1 }))
  expect(await first).toMatchObject({ ok: true })
  expect(await second).toMatchObject({ ok: true })
  expect(context.isBusy('visit.lookIn')).toBe(false)
})
