/* Why: what stands under a filter is what that filter found, and a late entry shows when it truly happened. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useCentre } from '../../client/api/centre.ts'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import LogLines from '../../client/log/LogLines.vue'
import LogPage from '../../client/log/LogPage.vue'
import type { Entry } from '../../shared/contract/log.ts'
import { lanternHouse, stubServer } from './stubbedServer.ts'

const day = 24 * 3_600_000
const entry = (seq: number, more: Partial<Entry> = {}): Entry => ({
  seq,
  at: Date.UTC(2026, 10, 3, 20, 46),
  occurredAt: Date.UTC(2026, 10, 3, 20, 46),
  kind: 'visit.welcomed',
  subject: `v${seq}`,
  label: `Person ${seq}`,
  by: { staffId: 's', name: 'Kwame' },
  data: {},
  names: {},
  said: {},
  ...more,
})

const here = { template: '<i />' }
let shown: VueWrapper | null = null
beforeEach(async () => {
  await Promise.all(['log', 'story'].map((area) => loadWords(area as 'log')))
  setActivePinia(createPinia())
  useCentre().facts = {
    ...lanternHouse,
    timeZone: 'Europe/London',
    agencies: [],
    spaces: [],
    lists: [],
    secondFactorRoles: [],
  }
})
afterEach(() => {
  shown?.unmount()
  vi.unstubAllGlobals()
})
function router() {
  return createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/log', component: here },
      { path: '/:rest(.*)*', component: here },
    ],
  })
}

describe('an entry', () => {
  it('of another day at the same minute of the clock says when it happened', () => {
    const late = entry(2, { occurredAt: entry(2).at - day })
    const props = { entries: [entry(1), late] }
    shown = mount(LogLines, { global: { plugins: [i18n, router()] }, props })
    const lines = shown.findAll('li').map((line) => line.text())
    expect(lines[0]).not.toContain('It happened')
    expect(lines[1]).toContain('It happened at Mon 2 November, 20:46.')
  })
})

describe('the log', () => {
  it('is empty while another filter is asked for, and asks again from the same place', async () => {
    const server = stubServer({
      team: { body: { on: [], staff: [] } },
      log: { body: { entries: [entry(9)], before: 9 } },
    })
    const asked: string[] = []
    const through = globalThis.fetch
    vi.stubGlobal('fetch', (path: string) => {
      if (path.startsWith('/api/log')) asked.push(path)
      return through(path)
    })
    const made = router()
    await made.push('/log')
    shown = mount(LogPage, { global: { plugins: [i18n, made] } })
    await flushPromises()
    expect(shown.text()).toContain('Person 9')

    const press = async (label: string) => {
      await shown
        ?.findAll('button')
        .find((one) => one.text() === label)
        ?.trigger('click')
      await flushPromises()
    }
    server.answers.log = { status: 500, body: { id: 'f' } }
    await press('Show earlier')
    expect(shown.text()).toContain('The log can’t be shown just now')
    expect(shown.text()).toContain('Person 9')
    server.answers.log = { body: { entries: [entry(8)], before: null } }
    await press('Try again')
    expect(asked.at(-1)).toContain('before=9')
    expect(shown.text()).toContain('Person 9')
    expect(shown.text()).toContain('Person 8')

    server.answers.log = { status: 500, body: { id: 'f' } }
    await made.replace('/log?staffId=x')
    await flushPromises()
    expect(shown.text()).not.toMatch(/Person \d/)
  })

  it('can be asked for a day further back, and not for one that is half typed', async () => {
    stubServer({ team: { body: { on: [], staff: [] } }, log: { body: { entries: [], before: null } } })
    const made = router()
    await made.push('/log')
    shown = mount(LogPage, { global: { plugins: [i18n, made] } })
    await flushPromises()
    const field = shown.get('input[type=date]')
    await field.setValue('0002-03-01')
    await flushPromises()
    expect(made.currentRoute.value.query.day).toBeUndefined()
    await field.setValue('2020-03-01')
    await flushPromises()
    expect(made.currentRoute.value.query.day).toBe('2020-03-01')
  })
})
