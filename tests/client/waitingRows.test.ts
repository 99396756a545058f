/* Why: a goodbye that is being said to somebody who came while the line was down stays open when it is back. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { waiting } from '../../client/api/waiting.ts'
import WaitingRows from '../../client/desk/WaitingRows.vue'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { soon } from './fakeServer.ts'

beforeEach(async () => {
  await Promise.all([loadWords('desk'), loadWords('deskMore'), loadWords('visit')])
  sessionStorage.clear()
  setActivePinia(createPinia())
})
afterEach(() => {
  waiting.value = []
  document.body.replaceChildren()
})

it('a goodbye outlasts the row it was opened from', async () => {
  waiting.value = [{ seq: 1, key: 'k', name: 'visit.arrive', visitId: 'v', label: 'Sam', at: 1 }]
  const rows = mount(WaitingRows, { global: { plugins: [i18n] }, attachTo: document.body })
  await rows.get('button').trigger('click')
  await soon(() => expect(document.body.querySelector('form')).not.toBeNull())
  waiting.value = []
  await flushPromises()
  expect(document.body.querySelector('.waiting-rows')).toBeNull()
  expect(document.body.querySelector('form')).not.toBeNull()
  rows.unmount()
})
