/* Why: the rows of the desk: nothing typed in one is lost, nothing open in one vanishes without a word, the focus
   never falls to the top of the page, and an old picture isn't told as now. */
import { flushPromises, mount, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useLiveBoard } from '../../client/api/liveBoard.ts'
import { openSocket } from '../../client/api/liveSocket.ts'
import HereNow from '../../client/desk/HereNow.vue'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import type { Card } from '../../shared/contract/board.ts'
import { fakeServer, soon } from './fakeServer.ts'
import { aCard, fakeSocket, type FakeSocket } from './fakeSocket.ts'

vi.mock('../../client/api/liveSocket.ts')

let server: ReturnType<typeof fakeServer>
let socket: FakeSocket
let page: VueWrapper
let seq = 0

const show = (...cards: Card[]) => socket.reset({ epoch: 'e', to: (seq += 1), cards, team: [] })
const card = (id: string, more: Partial<Card> = {}): Card => ({
  ...aCard(id),
  arrivedAt: Date.now(),
  ...more,
})

beforeEach(async () => {
  await Promise.all([loadWords('desk'), loadWords('refusals')])
  sessionStorage.clear()
  server = fakeServer()
  socket = fakeSocket()
  vi.mocked(openSocket).mockResolvedValue(socket)
  setActivePinia(createPinia())
  useLiveBoard().start()
  await flushPromises()
  socket.up()
  show(card('Sam'), card('Rosa'))
  page = mount(HereNow, {
    global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } },
    attachTo: document.body,
  })
})
afterEach(() => {
  page.unmount()
  useLiveBoard().stop()
  vi.unstubAllGlobals()
})

const row = (id: string) => page.get(`[data-card="${id}"]`)
const button = (id: string, text: string) => {
  const found = row(id)
    .findAll('button, a')
    .find((one) => one.text().includes(text) || one.attributes('aria-label')?.includes(text))
  if (!found) throw new Error(`no “${text}” in: ${row(id).text()}`)
  return found
}
const press = async (id: string, text: string) => {
  await soon(() => button(id, text))
  ;(button(id, text).element as HTMLElement).focus()
  await button(id, text).trigger('click')
  await flushPromises()
}
const says = (text: string) => soon(() => expect(page.text()).toContain(text))

describe('a row', () => {
  it('gives the focus to what opened it when something in it is done', async () => {
    await press('Sam', 'More for Sam')
    await press('Sam', 'Looked in')
    ;(await server.command(0)).answer(200, { id: 'Sam', seq })
    await soon(() => expect(row('Sam').classes()).not.toContain('open'))
    await soon(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('More for Sam'))
  })

  it('doesn’t take the focus from where somebody types meanwhile', async () => {
    await press('Sam', 'More for Sam')
    await press('Sam', 'Looked in')
    const find = page.get('input[type=search]').element as HTMLElement
    find.focus()
    ;(await server.command(0)).answer(200, { id: 'Sam', seq })
    await soon(() => expect(row('Sam').classes()).not.toContain('open'))
    expect(document.activeElement).toBe(find)
  })

  it('keeps what was typed in it when it is folded', async () => {
    await press('Sam', 'More for Sam')
    await press('Sam', 'Out for a bit…')
    await row('Sam').get('input[type=text]').setValue('to the shop')
    await press('Sam', 'Fold Sam')
    await press('Sam', 'More for Sam')
    await soon(() => row('Sam').get('input[type=text]'))
    expect((row('Sam').get('input[type=text]').element as HTMLInputElement).value).toBe('to the shop')
    await row('Sam').get('form').trigger('submit')
    const out = await server.command(0)
    expect(out).toMatchObject({ name: 'visit.stepOut', input: { word: 'to the shop' } })
    out.answer(200, { id: 'Sam', seq })
    await soon(() => expect(sessionStorage).toHaveLength(0))
  })

  it('says that a colleague said goodbye first, and stays until that is read', async () => {
    await press('Sam', 'More for Sam')
    await press('Sam', 'Out for a bit…')
    show(card('Rosa'))
    await says('Sam has left: somebody has said goodbye to them meanwhile.')
    await press('Sam', 'Close')
    expect(page.text()).not.toContain('meanwhile')
    expect(document.activeElement?.id).toBe('here-title')
  })

  it('keeps a goodbye that is open when a colleague says it first: the press says who did', async () => {
    await press('Sam', 'More for Sam')
    await press('Sam', 'Goodbye…')
    await soon(() => button('Sam', 'Say goodbye'))
    show(card('Rosa'))
    await flushPromises()
    await press('Sam', 'Say goodbye')
    const facts = { by: { staffId: 'k', name: 'Kwame' }, at: Date.now() }
    ;(await server.command(0)).answer(409, { error: 'alreadyGone', ...facts })
    await says('Kwame said goodbye to them at')
    await press('Sam', 'Not yet')
    await says('Sam has left: somebody has said goodbye to them meanwhile.')
  })

  it('puts trouble away when it is read, or when the next thing is opened', async () => {
    const fail = async (nth: number) => {
      await press('Sam', 'Say hello')
      const facts = { by: { staffId: 'k', name: 'Kwame' }, at: Date.now() }
      ;(await server.command(nth)).answer(409, { error: 'alreadyWelcomed', ...facts })
      await says('Kwame said hello at')
    }
    await fail(0)
    await press('Sam', 'Close')
    expect(page.find('.row-trouble').exists()).toBe(false)
    await fail(1)
    await press('Rosa', 'More for Rosa')
    expect(page.find('.row-trouble').exists()).toBe(false)
  })

  it('says the day of somebody who came on another', async () => {
    show(card('Sam', { arrivedAt: Date.now() - 3 * 86_400_000 }), card('Rosa'))
    await nextTick()
    expect(row('Sam').get('time').text()).toMatch(/^\w{3} \d+ \w+, \d\d:\d\d$/)
    expect(row('Rosa').get('time').text()).toMatch(/^\d\d:\d\d/)
  })
})

describe('an old picture', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is told as what it was, and when', async () => {
    expect(page.text()).not.toContain('as it was at')
    socket.down()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(useLiveBoard().isOld).toBe(true)
    expect(page.text()).toMatch(/2 people, newest first · 2 waiting or just arrived · as it was at \d\d:\d\d/)
  })

  it('never says that nobody is here now', async () => {
    show()
    await nextTick()
    expect(page.text()).toContain('Nobody is here just now.')
    socket.down()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(page.text()).toMatch(/Nobody was here at \d\d:\d\d/)
  })
})

describe('looking for somebody', () => {
  const type = async (text: string) => {
    const field = page.get('input')
    ;(field.element as HTMLInputElement).focus()
    await field.trigger('keydown')
    await field.setValue(text)
  }
  it('finds whoever came while somebody is at the list, and never says that they aren’t here', async () => {
    await type('o')
    show(card('Sam'), card('Rosa'), card('Bo'))
    await flushPromises()
    await type('Bo')
    expect(page.text()).toContain('Bo')
    await type('Una')
    await says('Nobody here has “Una” in their name.')
    show(card('Sam'), card('Una'))
    await soon(() => row('Una'))
  })
  it('begun before anybody is known finds them once they are', async () => {
    show()
    await flushPromises()
    await type('Sa')
    show(card('Sam'))
    await soon(() => row('Sam'))
  })
})
