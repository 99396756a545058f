/* Why: how to contact somebody safely, and what never to say, stands on the page that is rung from and on its paper, in
   the words in which they said it. */
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { useSession } from '../../client/api/session.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import SafeContact from '../../client/visit/SafeContact.vue'
import type { Visit } from '../../shared/contract/log.ts'
import { aVisit, me, onPage } from './onVisitPage.ts'

await Promise.all([loadWords('visit'), loadWords('sharing')])
beforeEach(() => {
  setActivePinia(createPinia())
  useSession().me = me
})
afterEach(() => document.body.replaceChildren())

const person = {
  id: 'p1',
  name: 'Sam B.',
  otherNames: [],
  birth: null,
  died: null,
  secondLine: null,
  version: 2,
}
const contact = { how: 'Text, never ring', when: null, never: 'Where she has been' }

it('what they said is seen and printed, under what it is; what they didn’t say takes no room', () => {
  const { wrapper } = onPage(SafeContact, aVisit({ person, contact }))
  const said = wrapper.findAll('dt').map((one) => one.text())
  expect(said).toHaveLength(2)
  expect(wrapper.findAll('dd').map((one) => one.text())).toEqual(['Text, never ring', 'Where she has been'])
  // Nothing of it is kept from paper but the button.
  expect(wrapper.findAll('.no-print').map((one) => one.element.tagName)).toEqual(['BUTTON'])
  expect(wrapper.find('dl').element.closest('.no-print')).toBeNull()
  wrapper.unmount()
})

it('is put right as they say it now, and what was taken back is empty', async () => {
  const { wrapper, sent } = onPage(SafeContact, aVisit({ person, contact }))
  await wrapper.find('button').trigger('click')
  await flushPromises()
  const field = (name: string) => document.querySelector<HTMLInputElement>(`#contact-${name}`)
  expect(field('never')?.value).toBe('Where she has been')
  for (const [name, text] of [
    ['when', 'After six'],
    ['never', ''],
  ] as const) {
    const input = field(name)
    if (!input) throw new Error(`There is no field ${name}.`)
    input.value = text
    input.dispatchEvent(new Event('input'))
  }
  document.querySelector('form')?.dispatchEvent(new Event('submit'))
  await flushPromises()
  expect(sent).toEqual([
    {
      name: 'person.change',
      input: {
        personId: 'p1',
        seenVersion: 2,
        contactHow: 'Text, never ring',
        contactWhen: 'After six',
        contactNever: null,
      },
    },
  ])
  wrapper.unmount()
})

it('what was typed stays when a key closes the form, beside what a colleague wrote since', async () => {
  const visit = shallowRef<Visit | null>(aVisit({ person, contact }))
  const { wrapper } = onPage(SafeContact, aVisit(), {}, { visit })
  const open = () => wrapper.get('.btn').trigger('click')
  await open()
  await wrapper.get('#contact-when').setValue('After six')
  await wrapper.get('[aria-label="Close"]').trigger('click')
  visit.value = aVisit({ person, contact: { ...contact, never: 'Anything at all' } })
  await open()
  const typed = ['how', 'when', 'never'].map(
    (part) => wrapper.get<HTMLInputElement>(`#contact-${part}`).element.value,
  )
  expect(typed).toEqual(['Text, never ring', 'After six', 'Anything at all'])
  wrapper.unmount()
})

it('isn’t there where it isn’t for whoever looks, or nobody is known', () => {
  for (const visit of [aVisit({ person, contact: null }), aVisit({ contact: null })]) {
    const { wrapper } = onPage(SafeContact, visit)
    expect(wrapper.find('section').exists()).toBe(false)
    wrapper.unmount()
  }
})
