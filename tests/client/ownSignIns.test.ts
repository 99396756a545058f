/* Why: what was left open is ended from one's own panel, and a PIN set there; trouble is said in words. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useSession } from '../../client/api/session.ts'
import OwnSignIns from '../../client/head/OwnSignIns.vue'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { loadRareWords } from '../../client/i18n/rareWords.ts'
import { imani, lanternHouse, stubServer, type StubbedServer } from './stubbedServer.ts'

const here = { id: 'a', beganAt: 1_000, seenAt: 2_000, browser: 'chrome', system: 'windows', isThis: true }
const phone = { ...here, id: 'b', browser: 'safari', system: 'ios', isThis: false }

let server: StubbedServer
let shown: VueWrapper
const own = (...sessions: object[]) => (server.answers['session.own'] = { body: { sessions } })
const press = async (label: string) => {
  await shown
    .findAll('button')
    .find((one) => one.text().includes(label))
    ?.trigger('click')
  await flushPromises()
}
beforeEach(async () => {
  setActivePinia(createPinia())
  await Promise.all([loadRareWords('signIns'), loadWords('refusals')])
  server = stubServer()
  own(here, phone)
  shown = mount(OwnSignIns, { props: { open: true }, global: { plugins: [i18n] }, attachTo: document.body })
  await flushPromises()
})
afterEach(() => {
  shown.unmount()
  vi.unstubAllGlobals()
})

it('says where, and which is this one', () => {
  const [first, second] = shown.findAll('li')
  expect(first?.text()).toContain('Here')
  expect(first?.find('button').exists()).toBe(false)
  expect(second?.text()).toContain('Safari on an iPhone or iPad')
  expect(second?.find('button').text()).toMatch(/^End this sign-in \(Safari on an iPhone or iPad, since /)
})

it('one ends, and then there is no other', async () => {
  server.answers['session.end'] = { body: { id: 'b', seq: 1 } }
  own(here)
  await press('End this sign-in')
  expect(server.asked.slice(-2)).toEqual(['session.end', 'session.own'])
  expect(shown.text()).toContain('You are signed in nowhere else.')
})

it('all others end', async () => {
  server.answers['session.endOthers'] = { body: { id: 'a', seq: 1 } }
  await press('End all others')
  expect(server.asked).toContain('session.endOthers')
})

it('a PIN is digits; whoever has no password sets it without one', async () => {
  await shown.find('#own-pin').setValue('12ab')
  await shown.find('form').trigger('submit')
  expect(shown.text()).toContain('Type six to twelve digits')
  expect(server.asked).not.toContain('session.setPin')
  server.answers['session.setPin'] = { status: 409, body: { error: 'signInAgain' } }
  await shown.find('#own-pin').setValue('804291')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(shown.text()).toContain('sign out and sign in again first')
  // Whoever has a password is asked for it, where it goes.
  server.answers['session.setPin'] = { status: 409, body: { error: 'wrongPassword' } }
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(shown.text()).toContain('Type your password')
  expect(shown.text()).not.toContain('Check it')
})

it('a PIN that is too easy is said to be, and one that is taken leaves nothing typed', async () => {
  server.answers['session.setPin'] = { status: 409, body: { error: 'pinTooEasy' } }
  await shown.find('#own-pin').setValue('123456')
  await shown.find('#own-password').setValue('a password')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(shown.text()).toContain('one of the first that anybody would try')
  server.answers['session.setPin'] = { body: { id: 'jo', seq: 1 } }
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect((shown.find('#own-pin').element as HTMLInputElement).value).toBe('')
  expect((shown.find('#own-password').element as HTMLInputElement).value).toBe('')
})

it('whoever leads the shift gives a night pass there, and the code is shown once', async () => {
  expect(shown.text()).not.toContain('Night passes')
  const session = useSession()
  server.answers.session = { body: { ...imani, isShiftLead: true } }
  server.answers.centre = {
    body: { ...lanternHouse, agencies: [{ id: 'a', name: 'Night Staff Ltd' }] },
  }
  server.answers.passes = { body: { passes: [] } }
  await session.load()
  await flushPromises()
  expect(shown.text()).toContain('No pass stands at the moment.')
  await press('Give a night pass')
  await shown.find('.night-passes form').trigger('submit')
  expect(shown.text()).toContain('Type their name')
  expect(server.asked).not.toContain('pass.give')
  await shown.find('#pass-name').setValue('Robin')
  await shown.find('#pass-role').setValue('peer')
  await shown.find('#pass-agency').setValue('a')
  await shown.find('#pass-hours').setValue('10')
  server.answers['pass.give'] = { body: { id: 'p', seq: 1, code: 'ABCD-EFGH-JKMN' } }
  const pass = {
    passId: 'p',
    staffId: 's',
    name: 'Robin',
    role: 'peer',
    agency: 'Night Staff Ltd',
    by: 'Imani',
  }
  server.answers.passes = { body: { passes: [{ ...pass, givenAt: 1, endsAt: 2, usedAt: null }] } }
  await shown.find('.night-passes form').trigger('submit')
  await flushPromises()
  expect(shown.find('.night-passes').text()).toContain('ABCD-EFGH-JKMN')
  server.answers['pass.withdraw'] = { body: { id: 'p', seq: 2 } }
  server.answers.passes = { body: { passes: [] } }
  await press('Withdraw')
  expect(server.asked).toContain('pass.withdraw')
  expect(shown.text()).not.toContain('ABCD-EFGH-JKMN')
})
