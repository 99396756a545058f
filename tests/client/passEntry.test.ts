/* Why: whoever has a night pass types its code alone, and is in; what is wrong with it is said under the field. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { loadRareWords } from '../../client/i18n/rareWords.ts'
import PassEntry from '../../client/signIn/PassEntry.vue'
import { stubServer, type StubbedServer } from './stubbedServer.ts'

let server: StubbedServer
let shown: VueWrapper
const enter = async (code: string) => {
  await shown.find('#pass-code').setValue(code)
  await shown.find('form').trigger('submit')
  await flushPromises()
}
beforeEach(async () => {
  await Promise.all([loadRareWords('signInMore'), loadWords('refusals')])
  server = stubServer()
  shown = mount(PassEntry, { global: { plugins: [i18n] }, attachTo: document.body })
})
afterEach(() => {
  shown.unmount()
  vi.unstubAllGlobals()
})

it('a code is needed, and a wrong one is said to be', async () => {
  await enter('')
  expect(shown.text()).toContain('Type the code you were given')
  expect(server.asked).toEqual([])
  server.answers['session.signInByPass'] = { status: 409, body: { error: 'wrongCode' } }
  await enter('ABCD-EFGH-JKMN')
  expect(shown.text()).toContain('That code isn’t right')
  expect(shown.emitted('entered')).toBeUndefined()
})

it('a right one lets them in', async () => {
  server.answers['session.signInByPass'] = { body: { token: 't', endsAt: 1 } }
  await enter('ABCD-EFGH-JKMN')
  expect(shown.emitted('entered')).toHaveLength(1)
})
