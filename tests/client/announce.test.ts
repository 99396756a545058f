/* Why: a busy evening must not talk over whoever listens to it. */
import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { callForHelp, createAnnouncer, politeGap } from '../../client/ui/announce.ts'
import PoliteStatus from '../../client/ui/PoliteStatus.vue'
import { fakeTime } from './fakeSocket.ts'

function begin() {
  const time = fakeTime()
  const announcer = createAnnouncer(time.now, (run, ms) => void time.later(run, ms))
  return { time, announcer }
}

describe('announce', () => {
  it('says a batch of changes in one go, soon', () => {
    const { time, announcer } = begin()
    announcer.announce('Aneta is waiting.')
    announcer.announce('3 people are waiting.')
    expect(announcer.polite.value).toBe('')
    time.pass(politeGap / 10)
    expect(announcer.polite.value).toBe('Aneta is waiting. 3 people are waiting.')
  })

  it('then keeps quiet for five seconds and says what has come together', () => {
    const { time, announcer } = begin()
    announcer.announce('One.')
    time.pass(500)
    announcer.announce('Two.')
    announcer.announce('Three.')
    time.pass(politeGap - 1_000)
    expect(announcer.polite.value).toBe('One.')
    time.pass(1_000)
    expect(announcer.polite.value).toBe('Two. Three.')
  })

  it('says only the last about the same thing', () => {
    const { time, announcer } = begin()
    announcer.announce('2 people are waiting.', 'waiting')
    announcer.announce('Rosa has come in.')
    announcer.announce('3 people are waiting.', 'waiting')
    time.pass(politeGap)
    expect(announcer.polite.value).toBe('Rosa has come in. 3 people are waiting.')
  })

  it('makes the same sentence heard twice', () => {
    const { time, announcer } = begin()
    announcer.announce('Saved.')
    time.pass(politeGap)
    const first = announcer.polite.value
    announcer.announce('Saved.')
    time.pass(politeGap)
    expect(announcer.polite.value).not.toBe(first)
    expect(announcer.polite.value.trim()).toBe('Saved.')
  })

  it('lets a call for help break in', () => {
    const { announcer } = begin()
    announcer.callForHelp('Grace asks for help in the lounge.')
    expect(announcer.assertive.value).toBe('Grace asks for help in the lounge.')
    expect(announcer.polite.value).toBe('')
  })
})

describe('what is said while a dialog is open', () => {
  /** It follows dialogs from when the page is idle. */
  async function listening() {
    vi.stubGlobal('requestIdleCallback', (run: () => void) => run())
    const status = mount(PoliteStatus, { attachTo: document.body })
    await vi.dynamicImportSettled()
    vi.unstubAllGlobals()
    return status
  }
  const inPage = (role: string) => document.querySelector(`body > div [role=${role}]`)?.textContent
  it('is said inside it, and in the page again when it has closed', async () => {
    const status = await listening()
    const dialog = document.body.appendChild(document.createElement('dialog'))
    callForHelp('Before.')
    await nextTick()
    expect(inPage('alert')).toBe('Before.')
    dialog.showModal()
    await new Promise((done) => setTimeout(done))
    // Nothing that was heard is left to be heard again.
    expect(inPage('alert')).toBe('')
    callForHelp('Aneta asks you to come to Sam.')
    await nextTick()
    expect(dialog.querySelector('[role=alert]')?.textContent).toBe('Aneta asks you to come to Sam.')
    expect(inPage('alert')).toBe('')
    dialog.close()
    await new Promise((done) => setTimeout(done))
    expect(dialog.querySelector('[role]')).toBeNull()
    callForHelp('After.')
    await nextTick()
    expect(inPage('alert')).toBe('After.')
    status.unmount()
  })

  it('is said nowhere while the screen is covered', async () => {
    const status = await listening()
    const dialog = document.body.appendChild(document.createElement('dialog'))
    dialog.dataset.quiet = ''
    dialog.showModal()
    await new Promise((done) => setTimeout(done))
    callForHelp('Aneta asks you to come to Sam.')
    await nextTick()
    expect(document.body.textContent).not.toContain('Sam')
    dialog.close()
    status.unmount()
  })

  it('is heard also after a dialog was taken off the page without closing', async () => {
    const status = await listening()
    const dialog = document.body.appendChild(document.createElement('dialog'))
    dialog.showModal()
    await new Promise((done) => setTimeout(done))
    dialog.remove()
    callForHelp('Still here.')
    await nextTick()
    expect(inPage('alert')).toBe('Still here.')
    status.unmount()
  })
})
