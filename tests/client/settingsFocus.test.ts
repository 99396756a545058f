/* Why: a row of the settings may go with what was done to it; whoever pressed by keyboard stays where they were. */
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import LinksPart from '../../client/settings/LinksPart.vue'
import RecordsPart from '../../client/settings/RecordsPart.vue'
import { showPart, useSettings } from './settingsPart.ts'

await useSettings()

const dominic = {
  subject: 'p1',
  isVisit: false,
  label: 'Dominic',
  since: 0,
  by: { staffId: 'ruth', name: 'Ruth A.' },
  why: 'forAClaim',
  letIn: [],
}

test('the heading of the list has the focus when what was lifted has gone from it', async () => {
  const { server, wrapper } = await showPart(RecordsPart, {
    'retention.due': { body: { due: [], hasMore: false } },
    'enquiry.due': { body: { due: [], hasMore: false } },
    restrictions: { body: { restrictions: [dominic] } },
    'restriction.end': { body: { id: 'p1' } },
  })
  const lift = wrapper.findAll('button').find((one) => one.text().startsWith('Lift…'))
  lift?.element.focus()
  await lift?.trigger('click')
  await flushPromises()
  await wrapper.get<HTMLInputElement>('#lift-word').setValue('Put right.')
  server.answers.restrictions = { body: { restrictions: [] } }
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(wrapper.text()).toContain('Nobody')
  expect(document.activeElement?.textContent).toBe('Restricted')
  wrapper.unmount()
})

test('a focus that stands elsewhere stays there', async () => {
  const link = {
    invitationId: 'i1',
    staffId: null,
    name: 'Wren',
    role: 'peer',
    agency: 'The Charity',
    endsAt: 0,
  }
  const { server, wrapper } = await showPart(LinksPart, {
    'account.links': { body: { links: [link] } },
    'account.withdrawLink': { body: { id: 'i1' } },
  })
  const withdraw = wrapper.findAll('button').find((one) => one.text().startsWith('Withdraw'))
  server.answers['account.links'] = { body: { links: [] } }
  wrapper.get<HTMLInputElement>('#link-name').element.focus()
  await withdraw?.trigger('click')
  await flushPromises()
  expect(wrapper.text()).toContain('No link is open.')
  expect(document.activeElement?.id).toBe('link-name')
  wrapper.unmount()
})
