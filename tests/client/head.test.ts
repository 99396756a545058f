/* Why: the head tells on every page how fresh it is, who asks for whoever is signed in, and who leads the shift. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { clock } from '../../client/api/clock.ts'
import { grace } from '../../client/api/live.ts'
import { useLiveBoard } from '../../client/api/liveBoard.ts'
import { useSession } from '../../client/api/session.ts'
import { waiting } from '../../client/api/waiting.ts'
import AccountPanel from '../../client/head/AccountPanel.vue'
import AppHead from '../../client/head/AppHead.vue'
import AskedLine from '../../client/head/AskedLine.vue'
import { askedOf } from '../../client/head/askedOf.ts'
import HeadLater from '../../client/head/HeadLater.vue'
import CrewChange from '../../client/head/CrewChange.vue'
import { pages } from '../../client/head/pages.ts'
import { usePages } from '../../client/head/usePages.ts'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { loadRareWords } from '../../client/i18n/rareWords.ts'
import { spoken } from '../../client/ui/announce.ts'
import type { Card, OnTeam } from '../../shared/contract/board.ts'
import { aCard, fakeSocket } from './fakeSocket.ts'
import { imani, stubServer } from './stubbedServer.ts'

const socket = vi.hoisted(() => ({ current: null as ReturnType<typeof fakeSocket> | null }))
vi.mock('../../client/api/liveSocket.ts', () => ({ openSocket: () => Promise.resolve(socket.current) }))

const jo = { ...imani, staffId: 'jo', name: 'Jo', role: 'peer' as const }
const on = (staffId: string, isLead = false): OnTeam => ({
  staffId,
  name: staffId,
  role: 'peer',
  agency: '',
  since: 0,
  isLead,
})
const called = (card: Card, id: string, to: object): Card => ({
  ...card,
  calls: [
    ...card.calls,
    {
      id,
      by: { staffId: 'aneta', name: 'Aneta' },
      to: null,
      toRole: null,
      toAgency: null,
      at: 5,
      answeredBy: null,
      word: null,
      ...to,
    },
  ],
})
const toJo = { to: { staffId: 'jo', name: 'Jo' } }

let to: number
let shown: VueWrapper | null = null
beforeEach(async () => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  await Promise.all([loadRareWords('crew'), loadWords('account'), loadWords('lock')])
  socket.current = fakeSocket()
  to = 0
  useSession().me = jo
  useLiveBoard().start()
  await vi.advanceTimersByTimeAsync(0)
  socket.current.up()
})
afterEach(() => {
  shown?.unmount()
  shown = null
  useLiveBoard().stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
function picture(cards: Card[], team: OnTeam[] = []): void {
  socket.current?.reset({ epoch: 'e', to: ++to, cards, team })
}
const here = { template: '<i />' }
function router() {
  return createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: here },
      ...pages.map((page) => ({ path: page.path, component: here, meta: { page } })),
    ],
  })
}

describe('somebody whose second step is still to be set up', () => {
  it('reads nothing of a picture: there is none for them to be without', async () => {
    useSession().me = { ...jo, mustAddSecondFactor: true }
    useLiveBoard().stop()
    shown = mount(AppHead, { global: { plugins: [i18n, router()] } })
    await nextTick()
    expect(shown.find('.fresh').exists()).toBe(false)
    expect(shown.text()).not.toContain('No picture yet')
    useSession().me = jo
    useLiveBoard().start()
    await nextTick()
    expect(shown.find('.fresh').exists()).toBe(true)
  })
})

describe('what is asked of me', () => {
  it('is to come, by name, role or agency, and to take over, by name or role', () => {
    const who = (card: Card, me: Parameters<typeof askedOf>[1] = jo) =>
      askedOf([card], me, 0).map(({ says, role, agency }) => `${says} ${role ?? agency ?? ''}`.trim())
    const sam = aCard('Sam')
    expect(who(called(sam, '1', toJo))).toEqual(['come'])
    expect(who(called(sam, '1', { toRole: 'peer' }))).toEqual(['comeRole peer'])
    expect(who(called(sam, '1', { toAgency: 'The Charity' }))).toEqual(['comeRole The Charity'])
    expect(who(called(sam, '1', { toRole: 'housing' }))).toEqual([])
    const from = { staffId: 'aneta', name: 'Aneta' }
    const handover = { from, to: null, toRole: 'peer' as const, at: 9, word: null }
    expect(who({ ...sam, handover })).toEqual(['takeOverRole peer'])
    expect(who({ ...sam, handover: { ...handover, to: toJo.to, toRole: null } })).toEqual(['takeOver'])
    expect(
      who({ ...sam, handover: { ...handover, toRole: 'volunteer' } }, { ...jo, role: 'volunteer' }),
    ).toEqual([])
    expect(who(called(sam, '1', toJo), { ...jo, role: 'administrator' })).toEqual([])
  })

  it('stands in the head with a way there, and is said once', async () => {
    const said: string[] = []
    shown = mount(AskedLine, { global: { plugins: [i18n, router()] } })
    picture([called(aCard('Sam'), '1', toJo)])
    await nextTick()
    expect(shown.text()).toContain('Aneta asks you to come to Sam')
    expect(shown.get('a').attributes('href')).toBe('/visit/Sam')
    said.push(spoken.assertive.value.trim())
    picture([{ ...called(aCard('Sam'), '1', toJo), wants: ['peer'] }])
    await nextTick()
    said.push(spoken.assertive.value.trim())
    picture([called(called(aCard('Sam'), '1', toJo), '2', { toRole: 'peer' })])
    await nextTick()
    said.push(spoken.assertive.value.trim())
    expect(said).toEqual([
      'Aneta asks you to come to Sam.',
      'Aneta asks you to come to Sam.',
      expect.stringMatching(/^Aneta asks someone to come to Sam: \w/),
    ])
    picture([aCard('Sam')])
    await nextTick()
    expect(shown.find('section').exists()).toBe(false)
  })
})

describe('how fresh it is', () => {
  async function showHead() {
    const made = router()
    await made.push('/board')
    const frame = () => [h(AppHead), h(HeadLater, { isBare: false })]
    shown = mount(frame, { global: { plugins: [i18n, made] } })
    return shown
  }

  it('has its reason on the page whenever something is off, a band only when the picture is old', async () => {
    const head = await showHead()
    expect(head.find('#stale-why').isVisible()).toBe(false)
    picture([])
    await nextTick()
    expect(head.find('#stale-why').exists()).toBe(false)
    // A press without an answer: nobody says "Live" until the server has.
    useLiveBoard().wentOffline()
    await nextTick()
    expect(head.text()).toContain('Catching up')
    await vi.advanceTimersByTimeAsync(grace)
    await vi.dynamicImportSettled()
    await flushPromises()
    expect(head.get('.fresh').text()).toContain('As it was at')
    expect(head.get('#stale-why').text()).toContain('until it is live')
    expect(useLiveBoard().isOld).toBe(true)
  })

  it('names the day of yesterday’s picture', async () => {
    clock.sync(Date.UTC(2026, 10, 3, 20, 46), clock.device())
    const head = await showHead()
    picture([])
    socket.current?.down()
    await vi.advanceTimersByTimeAsync(grace)
    expect(head.get('.fresh .long').text()).toBe('As it was at 20:46')
    await vi.advanceTimersByTimeAsync(12 * 3_600_000)
    clock.tick()
    await nextTick()
    expect(head.get('.fresh .long').text()).toBe('As it was at Tue 3 November, 20:46')
  })
})

describe('leading the shift', () => {
  it('brings the log and takes it away as the team changes, not only at sign-in', () => {
    const names = usePages()
    const has = () => names.value.some((page) => page.name === 'log')
    expect(has()).toBe(false)
    picture([], [on('jo', true)])
    expect(has()).toBe(true)
    picture([], [on('jo'), on('priti', true)])
    expect(has()).toBe(false)
  })

  it('can be taken where nobody has it, and says who has it where somebody does', async () => {
    const server = stubServer({ 'team.on': { body: { id: 'jo', seq: 1 } } })
    picture([], [on('jo')])
    shown = mount(AccountPanel, { global: { plugins: [i18n, router()] }, props: { me: jo } })
    const button = shown.findAll('button').find((one) => one.text() === 'I lead this shift')
    await button?.trigger('click')
    expect(server.asked).toEqual(['team.on'])
    picture([], [on('jo'), on('Priti', true)])
    await nextTick()
    expect(shown.text()).toContain('Priti leads this shift.')
    expect(shown.findAll('button').some((one) => one.text() === 'I lead this shift')).toBe(false)
  })
})

describe('signing out with something waiting', () => {
  it('is asked about where the focus is, and staying goes back to the button', async () => {
    waiting.value = [{ seq: 1, key: 'k', name: 'visit.arrive', visitId: 'v', label: 'Sam', at: 1 }]
    shown = mount(AccountPanel, {
      global: { plugins: [i18n, router()] },
      props: { me: jo },
      attachTo: document.body,
    })
    const press = async (text: string) => {
      const button = shown?.findAll('button').find((one) => one.text() === text)
      button?.element.focus()
      await button?.trigger('click')
      await flushPromises()
    }
    await press('Sign out')
    expect(document.activeElement?.textContent).toContain('1 press of yours waits to be sent.')
    await press('Stay signed in')
    expect(document.activeElement?.textContent).toBe('Sign out')
    waiting.value = []
  })
})

describe('somebody else has come or gone', () => {
  it('is said of a worker of the team, never without a word why', async () => {
    const colleague = (staffId: string, role: string) => ({
      staffId,
      name: staffId,
      role,
      agencyId: 'a',
      agency: 'The Charity',
    })
    const staff = [colleague('jo', 'peer'), colleague('Femi', 'housing'), colleague('Ade', 'administrator')]
    const server = stubServer({
      team: { body: { on: [], staff } },
      'team.off': { body: { id: 'Femi', seq: 1 } },
    })
    picture([], [on('Femi')])
    shown = mount(CrewChange, {
      global: { plugins: [i18n, router()] },
      props: { open: true },
      attachTo: document.body,
    })
    await flushPromises()
    expect(shown.findAll('option').map((one) => one.attributes('value'))).toEqual(['', 'Femi'])
    await shown.get('select').setValue('Femi')
    expect(shown.get('[type=submit]').text()).toBe('Femi has gone')
    await shown.get('form').trigger('submit')
    expect(shown.text()).toContain('Add a word why')
    expect(server.asked).toEqual(['team'])
    await shown.get('input').setValue('Had to run for the bus')
    await shown.get('form').trigger('submit')
    await flushPromises()
    expect(server.asked).toEqual(['team', 'team.off'])
    expect(shown.emitted('update:open')?.at(-1)).toEqual([false])
  })
})
