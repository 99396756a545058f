/* Why: a shared screen covers itself when it should and never while somebody works at it, and is uncovered by its
   owner alone. What it looks and sounds like is walked in tests/browser/lock.spec.ts. */
import { readFile } from 'node:fs/promises'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '../../client/api/session.ts'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { cover, followOtherTabs, isCovered, sharedDevice, uncover } from '../../client/lock/cover.ts'
import { followIdle } from '../../client/lock/idle.ts'
import UnlockForm from '../../client/lock/UnlockForm.vue'
import { stubServer } from './stubbedServer.ts'

describe('nobody touches it', () => {
  const stops: (() => void)[] = []
  function follow(minutes: number | null = 5) {
    const seen: string[] = []
    let after = minutes
    const idle = followIdle({
      minutes: () => after,
      warn: (isOn) => seen.push(isOn ? 'warns' : 'goes on'),
      cover() {
        seen.push('covers')
        after = null
      },
    })
    stops.push(idle.stop)
    return { ...idle, seen }
  }
  const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000)
  beforeEach(() => {
    localStorage.clear()
    vi.useFakeTimers()
  })
  afterEach(() => {
    stops.splice(0).forEach((stop) => stop())
    vi.useRealTimers()
  })

  it('warns half a minute before, then covers, once', () => {
    const { seen } = follow()
    pass(269)
    expect(seen).toEqual([])
    pass(1)
    expect(seen).toEqual(['warns'])
    pass(29)
    expect(seen).toEqual(['warns'])
    pass(600)
    expect(seen).toEqual(['warns', 'goes on', 'covers'])
  })

  it('goes on when somebody touches it after the warning', () => {
    const { seen, used } = follow()
    pass(280)
    used()
    expect(seen).toEqual(['warns', 'goes on'])
    pass(269)
    expect(seen).toEqual(['warns', 'goes on'])
  })

  it('doesn’t take the touch that wakes it from a night’s sleep for somebody who was there all along', () => {
    const { seen, used } = follow()
    vi.setSystemTime(Date.now() + 8 * 3_600_000)
    used()
    expect(seen).toEqual(['covers'])
  })

  it('counts what is done in another tab, and no time that hasn’t come', () => {
    const [here, other] = [follow(), follow()]
    pass(200)
    other.used()
    pass(200)
    expect(here.seen).toEqual([])
    localStorage.setItem('alongside.usedAt', String(Date.now() + 3_600_000))
    pass(300)
    expect(here.seen).toContain('covers')
  })

  it('counts anew when the clock was put back', () => {
    const { seen } = follow()
    vi.setSystemTime(Date.now() - 3_600_000)
    pass(301)
    expect(seen).toContain('covers')
  })

  it('never does it by itself on a device that nobody shares', () => {
    const { seen } = follow(null)
    pass(86_400)
    expect(seen).toEqual([])
  })
})

describe('the cover', () => {
  let shown: VueWrapper
  beforeEach(async () => {
    localStorage.clear()
    setActivePinia(createPinia())
    await Promise.all([loadWords('lock'), loadWords('refusals')])
    const me = { staffId: 'imani', name: 'Imani', role: 'desk', agency: '', centreId: 'c' } as const
    useSession().me = { ...me, isOn: true, isShiftLead: false, endsAt: 0 }
    sharedDevice.value = {
      name: 'Desk',
      lockMinutes: 5,
      people: [{ staffId: 'imani', name: 'Imani', mark: 'm', opensFor: 1 }],
    }
    cover()
    shown = mount(UnlockForm, { global: { plugins: [i18n] }, attachTo: document.body })
  })
  afterEach(() => {
    shown.unmount()
    uncover()
    sharedDevice.value = null
    vi.unstubAllGlobals()
  })
  async function type(text: string): Promise<void> {
    await shown.find('input').setValue(text)
    await shown.find('form').trigger('submit')
    await flushPromises()
  }

  it('is read before the first paint under the same key', async () => {
    expect(document.documentElement.dataset.locked).toBe('')
    expect(localStorage.length).toBe(1)
    expect(await readFile('client/public/boot.js', 'utf8')).toContain(`'${localStorage.key(0)}'`)
  })

  it('goes by PIN, and leaves no mark', async () => {
    const server = stubServer({ 'session.unlock': { body: { id: 'imani', seq: 1 } } })
    await type('12')
    expect(shown.text()).toContain('Type six to twelve digits')
    expect(server.asked).toEqual([])
    await type('804291')
    expect(isCovered.value).toBe(false)
    expect(localStorage.length).toBe(0)
    expect(document.documentElement.dataset.locked).toBeUndefined()
  })

  it('stays after a wrong PIN, says how many tries are left, and asks for the password after the last', async () => {
    const server = stubServer({ 'session.unlock': { status: 409, body: { error: 'wrongPin', left: 2 } } })
    await type('804292')
    expect(shown.text()).toContain('2 more tries')
    expect(shown.find('label').text()).toBe('Your PIN')
    server.answers['session.unlock'] = { status: 409, body: { error: 'wrongPin', left: 0 } }
    await type('804292')
    expect(shown.text()).toContain('Use your password this time')
    expect(shown.find('label').text()).toBe('Your password')
    expect(isCovered.value).toBe(true)
  })

  it('asks for the password where they have no PIN', async () => {
    sharedDevice.value = null
    await flushPromises()
    expect(shown.find('label').text()).toBe('Your password')
  })

  it('comes and goes with another tab’s', () => {
    const stop = followOtherTabs()
    const heard = (newValue: string | null) =>
      dispatchEvent(new StorageEvent('storage', { key: 'alongside.locked', newValue }))
    heard(null)
    expect(isCovered.value).toBe(false)
    heard('1')
    expect(isCovered.value).toBe(true)
    stop()
    heard(null)
    expect(isCovered.value).toBe(true)
  })
})
