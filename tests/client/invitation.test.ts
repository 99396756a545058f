/* Why: a link is used once. Whoever has an authenticator app is asked for its code after it, and not told that nothing was
   saved. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { loadRareWords } from '../../client/i18n/rareWords.ts'
import InvitationPage from '../../client/invitation/InvitationPage.vue'
import { laterThan } from '../../client/ui/laterPart.ts'

let page: VueWrapper
let take: () => Promise<Response>
const answer = (body: object, status = 200) =>
  Promise.resolve(
    new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }),
  )

beforeEach(async () => {
  vi.stubGlobal('fetch', (path: string) => {
    if (path === '/api/invitation.look')
      return answer({ name: 'Lu', centre: 'Lantern House', username: 'lu', leastLength: 12 })
    return take()
  })
  await Promise.all([loadRareWords('invitation'), loadRareWords('choosing'), loadRareWords('signInMore')])
  await loadWords('refusals')
  laterThan(Promise.resolve())
  const routes = [{ path: '/:any(.*)*', component: { template: '<i />' } }]
  const pinia = createPinia()
  setActivePinia(pinia)
  const plugins = [pinia, i18n, createRouter({ history: createMemoryHistory(), routes })]
  page = mount(InvitationPage, { global: { plugins }, attachTo: document.body })
  await flushPromises()
})
afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
})

async function choose(): Promise<void> {
  await page.get('#new-password').setValue('seven boats on the harbour')
  await page.get('form').trigger('submit')
  await flushPromises()
}

it('goes on to the code where there is an app', async () => {
  take = () => answer({ error: 'secondStep', half: 'h' }, 409)
  await choose()
  await vi.waitFor(() => expect(page.find('#second-step').exists()).toBe(true))
  expect(page.text()).not.toContain('Not saved')
})
