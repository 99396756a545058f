/* Why: what was typed about a restriction stays when a key closes the form, and is gone once it is in the record, where
   it would stand twice. */
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSession } from '../../client/api/session.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import RestrictionPanel from '../../client/visit/RestrictionPanel.vue'
import { aVisit, me, onPage } from './onVisitPage.ts'
import { stubServer } from './stubbedServer.ts'

await Promise.all([loadWords('visit'), loadWords('sharing')])
beforeEach(() => {
  setActivePinia(createPinia())
  useSession().me = me
  stubServer({ team: { body: { on: [], staff: [] } } })
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

test('a closed form is opened with what was typed, a kept one is empty', async () => {
  const { wrapper, sent } = onPage(RestrictionPanel, aVisit())
  const open = async () => {
    await wrapper.get('.btn').trigger('click')
    await flushPromises()
  }
  const word = () => wrapper.get<HTMLInputElement>('#restrict-word').element.value
  await open()
  await wrapper.get('#restrict-word').setValue('For the tribunal')
  await wrapper.get('[aria-label="Close"]').trigger('click')
  await open()
  expect(word()).toBe('For the tribunal')
  await wrapper.get('[type=radio]').setValue()
  await wrapper.get('footer .btn.main').trigger('click')
  await flushPromises()
  expect(sent).toMatchObject([{ name: 'restriction.begin', input: { word: 'For the tribunal' } }])
  await open()
  expect(word()).toBe('')
  wrapper.unmount()
})
