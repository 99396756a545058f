/* Why: who asked after somebody, where nobody could be told, is looked at one by one, and goes only when it is asked for twice. */
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import DueEnquiries from '../../client/settings/DueEnquiries.vue'
import { showPart, useSettings } from './settingsPart.ts'

await useSettings()

const one = {
  id: 'e1',
  at: Date.UTC(2018, 10, 3, 12),
  by: { staffId: 's1', name: 'Tomasz N.' },
  askedBy: 'A man on the phone',
  askedAfter: 'Sarah',
}
const refused = { status: 409, body: { error: 'keptUntil', at: Date.UTC(2026, 11, 4, 12) } }
const show = (due: object[], erase: object = { body: { id: 'e1' } }) =>
  showPart(DueEnquiries, { 'enquiry.due': { body: { due } }, 'enquiry.erase': erase })
const submit = async () => {
  document.querySelector('form')?.dispatchEvent(new Event('submit'))
  await flushPromises()
}

test('where nothing is due it says so', async () => {
  const { wrapper } = await show([])
  expect(wrapper.text()).toContain('No such question is due to be looked at.')
  wrapper.unmount()
})

test('it says who asked after whom and who answered; its words go once that was asked again', async () => {
  const { server, wrapper } = await show([one])
  const said = wrapper.text().replaceAll(/[\u2068\u2069]/g, '')
  expect(said).toContain('A man on the phone asked after Sarah')
  expect(said).toContain('3 November 2018. Tomasz N. answered.')
  await wrapper.find('button').trigger('click')
  await flushPromises()
  expect(document.body.textContent).toContain('The words go for good.')
  expect(server.asked).toEqual(['enquiry.due'])
  await submit()
  expect(server.asked).toEqual(['enquiry.due', 'enquiry.erase', 'enquiry.due'])
  expect(document.querySelector('form')).toBeNull()
  wrapper.unmount()
})

test('where it isn’t to go yet the question stays and says until when', async () => {
  const { server, wrapper } = await show([one], refused)
  await wrapper.find('button').trigger('click')
  await flushPromises()
  await submit()
  // The words of a refusal come when they are wanted.
  await expect.poll(() => document.body.textContent).toContain('This is kept until')
  expect(server.asked).toEqual(['enquiry.due', 'enquiry.erase'])
  wrapper.unmount()
})
