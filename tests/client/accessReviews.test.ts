/* Why: what was opened, shared or restricted is told plainly, and gone through by somebody else than whoever did it. */
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { useSession } from '../../client/api/session.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import AccessReviews from '../../client/log/AccessReviews.vue'
import { me } from './onVisitPage.ts'
import { showPart, useSettings } from './settingsPart.ts'

await useSettings()
await loadWords('sharing')

const at = Date.UTC(2026, 10, 3, 20, 46)
const one = {
  id: 'o1',
  kind: 'opened',
  by: { staffId: 'kim', name: 'Kim' },
  at,
  visitId: 'v',
  label: 'Sam',
  reason: 'They couldn’t be woken.',
  why: null,
  what: null,
  toldWhom: null,
  decidedBy: null,
  reviewOn: '2026-11-04',
  reviewed: null,
  personToldAt: null,
}

test('a restriction says who wrote it down, whose it is and why; one’s own has no button', async () => {
  const openings = [
    { ...one, id: 'r1', kind: 'restricted', reason: '', why: 'forAClaim', visitId: null },
    { ...one, id: 'r2', kind: 'letIn', reason: '' },
    { ...one, id: 'r3', kind: 'lifted', reason: 'Put right.', by: { staffId: me.staffId, name: me.name } },
    one,
  ]
  const { server, wrapper } = await showPart(AccessReviews, {
    'access.reviews': { body: { openings, looks: [] } },
    'access.review': { body: { id: 'r1' } },
    session: { body: me },
  })
  useSession().me = me
  await flushPromises()
  const rows = wrapper.findAll('li')
  const said = rows.map((row) => row.text().replaceAll(/[\u2068\u2069]/g, ''))
  expect(said[0]).toContain('Kim wrote down that Sam asked for what is kept to be used for nothing')
  expect(said[0]).toContain('They need it for a claim.')
  expect(said[1]).toContain('Kim changed whom Sam lets in')
  expect(said[2]).toContain('Jo M. lifted what Sam had asked to be restricted')
  expect(said[2]).toContain('Put right.')
  expect(said[2]).toContain('This was you, so somebody else goes through it.')
  expect(said[3]).toContain('Kim opened everything about Sam')
  expect(rows.map((row) => row.find('button').exists())).toEqual([true, true, false, true])
  server.answers['access.reviews'] = { body: { openings: [one], looks: [] } }
  rows[0]?.find('button').element.focus()
  await rows[0]?.find('button').trigger('click')
  await flushPromises()
  expect(server.asked).toContain('access.review')
  expect(document.activeElement?.textContent).toBe('Opened, shared or restricted')
  wrapper.unmount()
})

test('a look says how it was and what was out of the way; how many more there are is said', async () => {
  const look = { id: 'l1', at, page: 'desk', by: one.by, subject: 'v', visitId: 'v', label: 'Sam' }
  const looks = [
    { ...look, what: 'visit', why: ['noVisit'] },
    { ...look, id: 'l2', what: 'people', subject: 'p', visitId: null, why: ['sameSurname', 'colleague'] },
    { ...look, id: 'l3', what: 'person.copy', subject: 'p', visitId: null, why: [] },
  ]
  const { wrapper } = await showPart(AccessReviews, {
    'access.reviews': { body: { openings: [], looks, moreLooks: 3 } },
  })
  await flushPromises()
  const said = wrapper.text().replaceAll(/[\u2068\u2069]/g, '')
  expect(said).toMatch(/Kim opened the page of Sam, .+ The visit had been over for a day or longer/)
  expect(said).toMatch(
    /Kim found Sam in a search, .+ They have the same surname\. It is the record of somebody/,
  )
  expect(said).toMatch(
    /Kim made a copy of everything about Sam, .+ isn’t so any more, was erased, or isn’t shown/,
  )
  expect(said).toContain('3 older ones come up when these have been gone through.')
  expect(said).toContain('a neighbour of another name isn’t found')
  wrapper.unmount()
})
