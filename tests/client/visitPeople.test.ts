/* Why: one person doesn't become two by a slow network, and a visit logged by mistake is taken back where it is
   found out, by those who may. */
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clock } from '../../client/api/clock.ts'
import { useSession } from '../../client/api/session.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import FindPerson from '../../client/visit/FindPerson.vue'
import KnownPerson from '../../client/visit/KnownPerson.vue'
import PersonRight from '../../client/visit/PersonRight.vue'
import VisitMistake from '../../client/visit/VisitMistake.vue'
import type { Entry } from '../../shared/contract/log.ts'
import { aVisit, me, onPage } from './onVisitPage.ts'

await loadWords('visit')
let answers: { people: object[] } | 'fault'
const sam = {
  id: 'p1',
  name: 'Sam B.',
  otherNames: ['Samira'],
  birth: '1984-03',
  died: null,
  secondLine: null,
  version: 2,
  hereNow: null,
  lastVisitAt: null,
  visits: 0,
}

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  setActivePinia(createPinia())
  useSession().me = me
  vi.stubGlobal('fetch', () => {
    const isFault = answers === 'fault'
    const headers = { 'Content-Type': 'application/json' }
    return Promise.resolve(new Response(JSON.stringify(answers), { status: isFault ? 500 : 200, headers }))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})
/** The fingers rest, the answer comes. */
async function rested(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1_000)
  await flushPromises()
}

describe('somebody we know', () => {
  it('is looked for, and added as new only when nobody of that name is known to be there', async () => {
    const { wrapper, sent } = onPage(FindPerson, aVisit())
    await rested()
    answers = { people: [sam] }
    await wrapper.get('#person-typed').setValue('Sam')
    expect(wrapper.text()).toContain('Looking…')
    expect(wrapper.find('form').exists()).toBe(false)
    await rested()
    expect(wrapper.text()).toContain('1 person by that name.')
    expect(wrapper.text()).toContain('born March 1984')
    answers = 'fault'
    await wrapper.get('#person-typed').setValue('Samu')
    expect(wrapper.text()).not.toContain('Sam B.')
    await rested()
    expect(wrapper.text()).toContain('Names can’t be looked up just now')
    expect(wrapper.find('form').exists()).toBe(false)
    answers = { people: [] }
    await wrapper.get('.btn:not(.quiet)').trigger('click')
    await rested()
    expect(wrapper.text()).toContain('Nobody we know by that name yet.')
    await wrapper.get('#person-birth').setValue('in spring')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.get('#person-birth-error').text()).toContain('Write a year')
    await wrapper.get('#person-birth').setValue('3/1984')
    await wrapper.get('form').trigger('submit')
    expect(sent).toEqual([{ name: 'person.add', input: { name: 'Samu', birth: '1984-03', visitId: 'v' } }])
  })

  it('is put right upon what was seen', async () => {
    const { wrapper, sent } = onPage(PersonRight, aVisit({ person: sam }), { person: sam })
    await rested()
    await wrapper.get('#person-second').setValue('Tall')
    await wrapper.get('form').trigger('submit')
    const input = { personId: 'p1', seenVersion: 2, secondLine: 'Tall' }
    expect(sent).toEqual([{ name: 'person.change', input }])
  })

  it('is said to have died where somebody wrote that down, and a living person’s page says nothing of it', async () => {
    const { wrapper, sent, ends } = onPage(PersonRight, aVisit({ person: sam }), { person: sam })
    await rested()
    expect(wrapper.get('label[for="person-died"]').text()).toBe('Died on, if they have died')
    await wrapper.get('#person-died').setValue('in May')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.get('#person-died-error').text()).toContain('Write a year')
    expect(sent).toEqual([])
    ends(() =>
      Promise.resolve({ ok: false, kind: 'invalid', issues: [{ path: 'died', message: 'noSuchDay' }] }),
    )
    await wrapper.get('#person-died').setValue('2099')
    await wrapper.get('form').trigger('submit')
    await rested()
    expect(wrapper.get('#person-died-error').text()).toContain('There has been no such day')
    sent.splice(0)
    await wrapper.get('#person-died').setValue('17/5/2026')
    await wrapper.get('form').trigger('submit')
    const input = { personId: 'p1', seenVersion: 2, died: '2026-05-17' }
    expect(sent).toEqual([{ name: 'person.change', input }])
    const page = (died: string | null) =>
      onPage(KnownPerson, aVisit({ person: { ...sam, died } })).wrapper.text()
    expect(page('2026-05-17')).toContain('Died 17 May 2026')
    expect(page('2026')).toContain('Died 2026')
    expect(page(null)).not.toContain('Died')
  })
})

describe('logged by mistake', () => {
  const logged = (by: string): Entry => ({
    seq: 1,
    at: clock.read(),
    occurredAt: clock.read(),
    kind: 'visit.arrived',
    by: { staffId: by, name: by },
    subject: 'v',
    label: null,
    data: {},
    names: {},
    said: {},
  })
  it('is offered to whoever logged it, with what it does, and to nobody who may not', async () => {
    expect(
      onPage(VisitMistake, aVisit({ story: [logged('aneta')] }))
        .wrapper.find('.btn')
        .exists(),
    ).toBe(false)
    const { wrapper, sent } = onPage(VisitMistake, aVisit({ story: [logged('jo')] }))
    await wrapper.get('.btn').trigger('click')
    await rested()
    expect(wrapper.text()).toContain('counted nowhere')
    await wrapper.get('dialog .btn.edge').trigger('click')
    expect(sent).toEqual([{ name: 'visit.retract', input: { visitId: 'v' } }])
  })
})
