/* Why: what is due is looked at one by one: kept longer only with years and a word why, erased only by the erasure. */
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import DueRecords from '../../client/settings/DueRecords.vue'
import { showPart, useSettings } from './settingsPart.ts'

await useSettings()

const wren = {
  subject: 'p1',
  isVisit: false,
  label: 'Wren',
  kind: 'mentalHealth',
  lastContactAt: Date.UTC(2006, 10, 3, 12),
  dueOn: '2026-11-03',
  restrictedAt: null,
}
const show = (due: object[], hasMore = false) =>
  showPart(DueRecords, { 'retention.due': { body: { due, hasMore } }, 'retention.keep': { body: {} } })

test('each says by which rule and since when it is due; what is restricted has no way to be erased', async () => {
  const restricted = { ...wren, subject: 'v1', isVisit: true, label: 'Guest, fir and blue', restrictedAt: 1 }
  const { wrapper } = await show([wren, restricted])
  const rows = wrapper.findAll('li')
  expect(rows[0]?.text()).toContain(
    'Mental health record. Last here 3 November 2006, due since 3 November 2026.',
  )
  expect(rows[0]?.text()).toContain('Erase…')
  expect(rows[1]?.text()).toContain('Restricted since')
  expect(rows[1]?.text()).not.toContain('Erase…')
  wrapper.unmount()
})

test('where nothing is due it says so, and where there is more it says that', async () => {
  const none = await show([])
  expect(none.wrapper.text()).toContain('Nothing is due to be looked at.')
  none.wrapper.unmount()
  const more = await show([wren], true)
  expect(more.wrapper.text()).toContain('These are the longest due.')
  more.wrapper.unmount()
})

test('it is kept longer with years and why, and the list is asked for again', async () => {
  const { server, wrapper } = await show([wren])
  const press = wrapper.findAll('button').find((one) => one.text().startsWith('Keep it longer…'))
  await press?.trigger('click')
  const form = () => document.querySelector('form')
  form()?.dispatchEvent(new Event('submit'))
  await flushPromises()
  expect(document.body.textContent).toContain('Write a word why it is kept')
  expect(server.asked).toEqual(['retention.due'])
  for (const [id, typed] of [
    ['keep-years', '2'],
    ['keep-why', 'An inquest is open'],
  ] as const) {
    const field = document.querySelector<HTMLInputElement>(`#${id}`)
    if (field) field.value = typed
    field?.dispatchEvent(new Event('input'))
  }
  form()?.dispatchEvent(new Event('submit'))
  await flushPromises()
  expect(server.asked).toEqual(['retention.due', 'retention.keep', 'retention.due'])
  wrapper.unmount()
})
