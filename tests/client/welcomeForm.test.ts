/* Why: a host in a hurry, a line that fails: nobody is logged twice, nobody who isn't there is, and nothing typed is
   lost. */
import { flushPromises, mount, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '../../client/api/session.ts'
import type { Found } from '../../client/desk/peopleFound.ts'
import NameField from '../../client/desk/NameField.vue'
import WelcomeForm from '../../client/desk/WelcomeForm.vue'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { fakeServer, soon } from './fakeServer.ts'

let server: ReturnType<typeof fakeServer>
let page: VueWrapper

function signIn(): void {
  setActivePinia(createPinia())
  useSession().me = {
    staffId: 'imani',
    name: 'Imani',
    role: 'desk',
    agency: '',
    centreId: 'c',
    isOn: true,
    isShiftLead: false,
    endsAt: 0,
  }
}
function open(): VueWrapper {
  return mount(WelcomeForm, {
    global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } },
    attachTo: document.body,
  })
}
beforeEach(async () => {
  await Promise.all([loadWords('desk'), loadWords('refusals')])
  sessionStorage.clear()
  server = fakeServer({ team: { staff: [] }, people: { people: [] } })
  signIn()
  page = open()
})
afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
})

const name = () => page.get('input[role=combobox]')
const value = () => (name().element as HTMLInputElement).value
const type = (text: string) => name().setValue(text)
const enter = async () => {
  await page.get('form').trigger('submit')
  await flushPromises()
}
const button = (text: string) => {
  const found = page.findAll('button, a').find((one) => one.text().includes(text))
  if (!found) throw new Error(`no button “${text}” in: ${page.text()}`)
  return found
}
const says = (text: string) => soon(() => expect(page.text()).toContain(text))
const press = async (text: string) => {
  await soon(() => button(text))
  await button(text).trigger('click')
  await flushPromises()
}
const done = { id: 'x', seq: 1 }

describe('a slow save', () => {
  it('leaves the form at once, and the next name stays when it is in', async () => {
    await type('Sam')
    await enter()
    expect(value()).toBe('')
    await says('Saving \u2068Sam\u2069…')
    await type('Rosa')
    ;(await server.command(0)).answer(200, done)
    await says('Sam is in,')
    expect(value()).toBe('Rosa')
    await enter()
    expect((await server.command(1)).input.label).toBe('Rosa')
    expect(server.asked[1]!.input.visitId).not.toBe(server.asked[0]!.input.visitId)
  })

  it('takes no second press on an empty form: that would be somebody who isn’t there', async () => {
    await type('Sam')
    await enter()
    await enter()
    expect(server.asked).toHaveLength(1)
  })

  it('that fails comes back into the form, and tries again with the same key', async () => {
    await type('Sam')
    await enter()
    ;(await server.command(0)).answer(500)
    await says('Not saved yet')
    expect(value()).toBe('Sam')
    await press('Try again')
    const again = await server.command(1)
    expect([again.key, again.input]).toEqual([server.asked[0]!.key, server.asked[0]!.input])
  })

  it('that fails while the next name is typed waits beside it, and either can be saved', async () => {
    await type('Sam')
    await enter()
    await type('Rosa')
    ;(await server.command(0)).answer(500)
    await says('\u2068Sam\u2069 isn’t saved yet.')
    expect(value()).toBe('Rosa')
    await press('Back to \u2068Sam')
    expect(value()).toBe('Sam')
    await says('\u2068Rosa\u2069 isn’t saved yet.')
    await enter()
    ;(await server.command(1)).answer(200, done)
    await soon(() => expect(value()).toBe('Rosa'))
    expect(server.asked[1]!.key).toBe(server.asked[0]!.key)
  })

  it('is sent again as it was when the page was closed meanwhile', async () => {
    await type('Sam')
    await enter()
    const first = await server.command(0)
    page.unmount()
    page = open()
    const again = await server.command(1)
    expect([again.key, again.input]).toEqual([first.key, first.input])
  })
})

describe('a first press that did count', () => {
  async function comeToExists(): Promise<string> {
    await type('Sam')
    await enter()
    ;(await server.command(0)).answer(500)
    await says('Not saved yet')
    await type('Samira')
    await enter()
    ;(await server.command(1)).answer(409, { error: 'visitExists' })
    await says('This walk-in is in already.')
    expect(value()).toBe('Samira')
    return server.asked[0]!.input.visitId as string
  }

  it('takes what was typed since into the same visit', async () => {
    const visitId = await comeToExists()
    await press('Add this to their visit')
    const change = await server.command(2)
    expect(change).toMatchObject({ name: 'visit.change', input: { visitId, label: 'Samira' } })
    change.answer(200, done)
    await says('Samira is in,')
    expect(value()).toBe('')
  })

  it('or is somebody else, and the one typed now is new', async () => {
    const visitId = await comeToExists()
    await press('It’s somebody new')
    const fresh = await server.command(2)
    expect(fresh).toMatchObject({ name: 'visit.arrive', input: { label: 'Samira' } })
    expect(fresh.input.visitId).not.toBe(visitId)
  })
})

describe('an undo that fails', () => {
  it('says so on its own line and tries just that again, with the same key', async () => {
    await type('Sam')
    await enter()
    ;(await server.command(0)).answer(200, done)
    await says('Sam is in,')
    await press('Undo')
    ;(await server.command(1)).answer(500)
    await says('Not taken back yet.')
    expect(page.find('.walk-in-trouble').exists()).toBe(false)
    await press('Try again')
    const again = await server.command(2)
    expect(again).toMatchObject({ name: 'visit.retract', key: server.asked[1]!.key })
    again.answer(200, done)
    await says('Sam’s visit is taken back.')
    expect(server.asked.filter((one) => one.name === 'visit.arrive')).toHaveLength(1)
  })
})

describe('somebody already here', () => {
  const person: Found = {
    id: '1',
    name: 'Sam B.',
    otherNames: [],
    birth: null,
    died: null,
    secondLine: null,
    version: 1,
    hereNow: { visitId: 'v', since: Date.now() - 3 * 86_400_000 },
    lastVisitAt: null,
    visits: 1,
  }

  it('isn’t logged by Enter until somebody says that it is another person', async () => {
    await type('Sam')
    page.getComponent(NameField).vm.$emit('take', person)
    await says('is already here, since')
    await soon(() => expect(document.activeElement?.textContent).toContain('Open their visit'))
    await enter()
    await type('Sam B')
    await enter()
    expect(server.asked).toHaveLength(0)
    await press('It’s somebody new')
    await enter()
    expect((await server.command(0)).input).toMatchObject({ label: 'Sam B' })
  })

  it('says of another day which day', async () => {
    await type('Sam')
    page.getComponent(NameField).vm.$emit('take', person)
    await says('is already here, since')
    expect(page.get('.already h2').text()).toMatch(/since \w{3} \d+ \w+, \d\d:\d\d/)
  })
})

describe('an answer that can’t be kept', () => {
  it('says so at its own field, which takes the focus', async () => {
    await type('Sam')
    await enter()
    ;(await server.command(0)).answer(400, {
      error: 'invalid',
      issues: [{ path: 'label', message: 'oneLine' }],
    })
    await says('This has to fit on one line')
    expect(page.get('.name-field').text()).toContain('This has to fit on one line')
    expect(name().attributes('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(name().element)
  })

  it('is never hidden in a fold', async () => {
    await type('Sam')
    await enter()
    const issues = [{ path: 'wantsNote', message: 'unprintable' }]
    ;(await server.command(0)).answer(400, { error: 'invalid', issues })
    await says('There is a sign in this that can’t be kept')
    expect(page.get('details.fold').attributes('open')).toBeDefined()
  })
})

describe('clearing', () => {
  it('can be taken back', async () => {
    await type('Sam')
    await press('Clear')
    expect(value()).toBe('')
    await press('Put back what was typed')
    expect(value()).toBe('Sam')
  })
})
