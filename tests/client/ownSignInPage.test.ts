/* Why: what one did to one's own sign-in takes its button with it; whoever pressed by keyboard stays in that part. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useSession } from '../../client/api/session.ts'
import { i18n } from '../../client/i18n/i18n.ts'
import { loadRareWords } from '../../client/i18n/rareWords.ts'
import OwnSignInPage from '../../client/ownSignIn/OwnSignInPage.vue'
import { imani, stubServer } from './stubbedServer.ts'

await loadRareWords('ownSignIn')
afterEach(() => vi.unstubAllGlobals())

test('a passkey that was removed leaves the focus at the heading of the passkeys', async () => {
  setActivePinia(createPinia())
  useSession().me = imani
  const passkey = { passkeyId: 'k', name: 'My phone', addedAt: 0, usedAt: null }
  const own = { username: 'imani', hasPassword: true, leastLength: 12, authenticator: null, agencies: [] }
  const server = stubServer({
    'account.own': { body: { ...own, passkeys: [passkey] } },
    'passkey.remove': { body: { id: 'k' } },
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: OwnSignInPage }],
  })
  await router.push('/')
  const wrapper = mount(OwnSignInPage, { global: { plugins: [i18n, router] }, attachTo: document.body })
  await flushPromises()
  const remove = wrapper.findAll('button').find((one) => one.text().startsWith('Remove'))
  remove?.element.focus()
  server.answers['account.own'] = { body: { ...own, passkeys: [] } }
  await remove?.trigger('click')
  await flushPromises()
  expect(wrapper.text()).toContain('You have no passkey.')
  expect(document.activeElement?.id).toBe('own-passkeys')
  wrapper.unmount()
})
