/* Why: whoever asks after somebody stands there while it is typed: a key that closes the dialog takes nothing of it
   away, and the next who asks begins with an empty one. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSession } from '../../client/api/session.ts'
import EnquiryDialog from '../../client/head/EnquiryDialog.vue'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { imani, stubServer } from './stubbedServer.ts'

await loadWords('account')
beforeEach(() => {
  sessionStorage.clear()
  setActivePinia(createPinia())
  useSession().me = imani
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})
const show = () => mount(EnquiryDialog, { global: { plugins: [i18n] }, attachTo: document.body })

test('what was typed is there when it is opened again, and gone once it is kept', async () => {
  const server = stubServer({ 'enquiry.record': { body: { id: 'e1' } } })
  const closed = show()
  await closed.get('#enquiry-by').setValue('Her husband')
  closed.unmount()

  const again = show()
  expect(again.get<HTMLInputElement>('#enquiry-by').element.value).toBe('Her husband')
  await again.get('#enquiry-after').setValue('Sam')
  await again
    .findAll('button')
    .find((one) => one.text() === 'Keep this')
    ?.trigger('click')
  await flushPromises()
  expect(server.asked).toEqual(['enquiry.record'])
  expect(again.emitted('done')).toHaveLength(1)
  again.unmount()

  const next = show()
  expect(next.get<HTMLInputElement>('#enquiry-by').element.value).toBe('')
  next.unmount()
})
