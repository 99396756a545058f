/* Why: whoever is with a carer or the person reads what may be said and what not, never prints it, and writes down a tie
   without saying who is here. */
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useSession } from '../../client/api/session.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import TiesPanel from '../../client/visit/TiesPanel.vue'
import type { Tie } from '../../shared/contract/tie.ts'
import { aVisit, me, onPage } from './onVisitPage.ts'

await loadWords('visit')
await loadWords('sharing')
const ruth: Tie = {
  id: 't1',
  is: 'supported',
  name: 'Ruth',
  says: null,
  otherSays: { mayKnow: true, at: 0 },
  at: 0,
  by: { staffId: 'jo', name: 'Jo M.' },
}
const plain = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '')
const button = (text: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.includes(text))

beforeEach(() => {
  setActivePinia(createPinia())
  useSession().me = me
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

it('says who supports whom, what each said, and that neither hears of the other until both agree', async () => {
  const { wrapper, sent } = onPage(TiesPanel, aVisit({ ties: [ruth] }))
  const text = plain(wrapper.text())
  expect(text).toContain('Ruth supports Sam.')
  expect(text).toContain('Neither hears from us')
  expect(text).toContain('Nobody has asked Sam yet whether Ruth may know.')
  expect(text).toContain('Ruth said that Sam may know')
  expect(wrapper.get('section').classes()).toContain('no-print')
  button('That isn’t so')?.click()
  await flushPromises()
  expect(sent).toEqual([{ name: 'tie.end', input: { tieId: 't1' } }])
  wrapper.unmount()
  const both = onPage(TiesPanel, aVisit({ ties: [{ ...ruth, says: { mayKnow: true, at: 0 } }] }))
  expect(plain(both.wrapper.text())).toContain('Both have said that the other may know.')
  both.wrapper.unmount()
  const erased = onPage(TiesPanel, aVisit({ ties: [{ ...ruth, name: null, otherSays: null }] }))
  expect(plain(erased.wrapper.text())).toContain('Somebody whose record was erased supports Sam.')
})

it('asks the one who is here, for themselves', async () => {
  const { sent } = onPage(TiesPanel, aVisit({ ties: [ruth] }))
  button('Ask whether')?.click()
  await flushPromises()
  button('Keep what they say')?.click()
  await flushPromises()
  expect(sent).toEqual([])
  expect(document.body.textContent).toContain('Choose what they say, or cancel')
  document.querySelector<HTMLInputElement>('input[value="no"]')?.click()
  await flushPromises()
  button('Keep what they say')?.click()
  await flushPromises()
  expect(sent).toEqual([{ name: 'tie.choose', input: { tieId: 't1', side: 'supported', mayKnow: false } }])
})

it('finds the other among those we know without saying who is here', async () => {
  const found = {
    ...{
      id: 'p1',
      name: 'Ruth A.',
      otherNames: [],
      birth: null,
      died: null,
      secondLine: 'Red coat',
      version: 1,
    },
    ...{ hereNow: { visitId: 'elsewhere', since: 0 }, lastVisitAt: 0, visits: 1 },
  }
  const headers = { 'Content-Type': 'application/json' }
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(JSON.stringify({ people: [found] }), { headers })),
  )
  const { sent } = onPage(TiesPanel, aVisit())
  button('Somebody supports somebody')?.click()
  await flushPromises()
  const name = document.querySelector<HTMLInputElement>('#tie-name')
  if (!name) throw new Error('nowhere to type')
  name.value = 'Ru'
  name.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(document.body.textContent).toContain('Red coat'))
  expect(document.body.textContent).not.toMatch(/here now|last here/)
  button('It’s them')?.click()
  await flushPromises()
  expect(sent).toEqual([])
  document.querySelector<HTMLInputElement>('input[value="supported"]')?.click()
  await flushPromises()
  button('It’s them')?.click()
  await flushPromises()
  expect(sent).toEqual([{ name: 'tie.add', input: { supporter: 'p1', supported: 'v' } }])
})
