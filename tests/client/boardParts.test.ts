/* Why: a board that hears nothing says how it was and when, never how it is; a time of yesterday has its day; and
   whoever sits with somebody already says so in one press. */
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, h, provide, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { clock } from '../../client/api/clock.ts'
import BoardGroup from '../../client/board/BoardGroup.vue'
import { boardContextKey, type BoardContext } from '../../client/board/cardActs.ts'
import CardCalm from '../../client/board/CardCalm.vue'
import CardNeed from '../../client/board/CardNeed.vue'
import { useDayTimes } from '../../client/board/dayTimes.ts'
import SettleDialog from '../../client/board/SettleDialog.vue'
import HereState from '../../client/desk/HereState.vue'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { aCard } from './fakeSocket.ts'

await loadWords('board')
const list = { words: computed(() => []), label: (key: string) => key }

function onBoard(part: Component, props: object, more: Partial<BoardContext> = {}) {
  const press = vi.fn().mockResolvedValue(true)
  const context: BoardContext = {
    acts: {
      of: () => undefined,
      isBusy: () => false,
      press,
      resolve: () => undefined,
      again: () => Promise.resolve(true),
      settle: () => undefined,
    },
    me: computed(() => ({ staffId: 'jo', name: 'Jo M.', role: 'peer' as const, agency: '' })),
    canAct: computed(() => true),
    isTeam: computed(() => true),
    isOld: computed(() => false),
    now: computed(() => clock.read()),
    wants: list,
    reasons: list,
    asOf: computed(() => ''),
    ask: () => undefined,
    goOrAsk: (_card, go) => go(),
    ...more,
  }
  const page = {
    setup() {
      provide(boardContextKey, context)
      return () => h(part, props)
    },
  }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { render: () => null } }],
  })
  const wrapper = mount(page, { global: { plugins: [i18n, router] }, attachTo: document.body })
  return { wrapper, press }
}

beforeEach(() => {
  sessionStorage.clear()
  setActivePinia(createPinia())
})

describe('an empty group', () => {
  const props = { name: 'waiting', cards: [], count: 0, coming: [], left: new Set() }
  it('says how it is, or on an old picture how it was and when', () => {
    expect(onBoard(BoardGroup, props).wrapper.text()).toContain('Nobody is waiting.')
    const old = onBoard(BoardGroup, props, { asOf: computed(() => '14:02') }).wrapper.text()
    expect(old).toContain('Nobody was waiting at 14:02.')
    expect(old).toContain('0 at 14:02')
    expect(old).not.toContain('Nobody is')
  })
})

describe('a time on the board', () => {
  it('has its day where that isn’t today', () => {
    let when!: (at: number) => string
    mount({
      setup() {
        when = useDayTimes()
        return () => null
      },
    })
    const now = clock.minute.value
    expect(when(now)).toMatch(/^\d\d:\d\d/)
    expect(when(now - 49 * 3_600_000)).toMatch(/^\w{3} \d+ \w+, \d\d:\d\d/)
  })
})

describe('a card of somebody to go to', () => {
  const card = { ...aCard('v'), label: 'Sam', arrivedAt: clock.read() }
  it('has one quiet press for whoever is with them already', async () => {
    const { wrapper, press } = onBoard(CardNeed, { card, group: 'justArrived' })
    const [go, begin] = wrapper.findAll('button.btn')
    expect(go?.text()).toContain('I’ll go to Sam')
    expect(begin?.text()).toContain('I’m with them now')
    await begin?.trigger('click')
    expect(press).toHaveBeenCalledWith(card, 'visit.beginWith', { visitId: 'v' })
  })
  it('asks first where they would rather see someone else', async () => {
    const goOrAsk = vi.fn()
    const { wrapper, press } = onBoard(CardNeed, { card, group: 'waiting' }, { goOrAsk })
    for (const button of wrapper.findAll('button.btn')) await button.trigger('click')
    expect(goOrAsk).toHaveBeenCalledTimes(2)
    expect(press).not.toHaveBeenCalled()
  })
})

describe('somebody who said “I’ll go” and isn’t there', () => {
  const danny = {
    ...{ staffId: 'danny', name: 'Danny W.', role: 'peer' as const, agency: '', lead: true },
    ...{ since: clock.read() - 360_000, begunAt: null, dueBy: clock.read() - 60_000 },
  }
  const card = { ...aCard('v'), label: 'Sam', welcomedAt: 1, with: [danny] }
  it.each<[string, Component, object]>([
    ['on the card of somebody who waits', CardNeed, { card, group: 'waiting' }],
    [
      'and of somebody who wants nobody',
      CardCalm,
      { card: { ...card, wants: ['justToBeHere'] }, group: 'inTheSpace' },
    ],
  ])('is named %s', (_where, part, props) => {
    expect(onBoard(part, props).wrapper.text()).toMatch(/Danny W\. said “I’ll go” at .*, not there yet/)
  })
  it('and at the desk', async () => {
    await loadWords('desk')
    const row = mount(HereState, {
      props: { card, isOld: false, wishLabel: (key) => key },
      global: { plugins: [i18n] },
    })
    expect(row.text()).toMatch(/Danny W\. said “I’ll go” at .*, not there yet/)
  })
})

describe('a colleague’s call', () => {
  it('stands with its word, and goes to whoever else is of the role', () => {
    const call = {
      ...{ id: 'c', by: { staffId: 'grace', name: 'Grace N.' }, to: null, toRole: 'seniorPeer' as const },
      ...{ toAgency: null, at: 1, answeredBy: null, word: 'About tonight' },
    }
    const { wrapper } = onBoard(CardNeed, { card: { ...aCard('v'), calls: [call] }, group: 'waiting' })
    expect(wrapper.get('.ask').text()).toContain('About tonight')
    expect(wrapper.get('.ask button').text()).toContain('I’ll come')
  })
})

describe('how a worry was settled', () => {
  const card = { ...aCard('v'), label: 'Sam', isWorried: true }
  it('keeps what is typed when the dialog is closed, and lets go of it when it was kept', async () => {
    const first = onBoard(SettleDialog, { card }).wrapper
    await first.vm.$nextTick()
    await first.get('textarea').setValue('Rang at nine.')
    first.unmount()
    const { wrapper, press } = onBoard(SettleDialog, { card })
    await wrapper.vm.$nextTick()
    expect(wrapper.get('textarea').element.value).toBe('Rang at nine.')
    await wrapper.get('form').trigger('submit')
    expect(press).toHaveBeenCalledWith(card, 'visit.settleWorry', { visitId: 'v', how: 'Rang at nine.' })
    await vi.waitFor(() => expect(sessionStorage.length).toBe(0))
  })
})
