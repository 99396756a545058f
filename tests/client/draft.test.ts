/* Why: nothing typed is lost, and nobody else at the same screen reads it. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { useSession } from '../../client/api/session.ts'
import { useDraft } from '../../client/api/useDraft.ts'

const empty = () => ({ label: '', wants: [] as string[] })

function signedInAs(staffId: string): void {
  setActivePinia(createPinia())
  useSession().me = {
    staffId,
    name: staffId,
    role: 'desk',
    agency: '',
    centreId: 'c',
    isOn: true,
    isShiftLead: false,
    endsAt: 0,
  }
}

describe('useDraft', () => {
  beforeEach(() => sessionStorage.clear())

  it('keeps what is typed for when its owner comes back', () => {
    signedInAs('imani')
    const { draft, wasKept } = useDraft('walkIn', empty)
    expect(wasKept).toBe(false)
    draft.value.label = 'Sam'
    draft.value.wants.push('peer')
    signedInAs('imani')
    const again = useDraft('walkIn', empty)
    expect(again.wasKept).toBe(true)
    expect(again.draft.value).toEqual({ label: 'Sam', wants: ['peer'] })
  })

  it('shows it to nobody else', () => {
    signedInAs('imani')
    useDraft('walkIn', empty).draft.value.label = 'Sam'
    signedInAs('tomasz')
    expect(useDraft('walkIn', empty).draft.value.label).toBe('')
    signedInAs('imani')
    expect(useDraft('walkIn', empty).draft.value.label).toBe('Sam')
  })

  it('keeps drafts of different things apart', () => {
    signedInAs('imani')
    useDraft('note.1', () => ({ text: '' })).draft.value.text = 'one'
    expect(useDraft('note.2', () => ({ text: '' })).draft.value.text).toBe('')
  })

  it('keeps nothing when it was saved', () => {
    signedInAs('imani')
    const { draft, clear } = useDraft('walkIn', empty)
    draft.value.label = 'Sam'
    expect(sessionStorage.length).toBe(1)
    clear()
    expect(draft.value).toEqual(empty())
    expect(sessionStorage.length).toBe(0)
  })

  it('keeps nothing of what was saved after its page was closed, but what was typed since', () => {
    signedInAs('imani')
    const opened = () => {
      const scope = effectScope()
      return { scope, ...scope.run(() => useDraft('walkIn', empty))! }
    }
    const first = opened()
    first.draft.value.label = 'Sam'
    first.scope.stop()
    const second = opened()
    second.draft.value.label = 'Sam, and Rosa'
    second.scope.stop()
    first.clear()
    expect(useDraft('walkIn', empty).draft.value.label).toBe('Sam, and Rosa')
    second.clear()
    expect(sessionStorage.length).toBe(0)
  })

  it('goes on without storage, and past what isn’t a draft', () => {
    signedInAs('imani')
    const broken = { getItem: () => '{not json', setItem: () => thrown(), removeItem: () => thrown() }
    const { draft, wasKept } = useDraft('walkIn', empty, broken as unknown as Storage)
    expect(wasKept).toBe(false)
    draft.value.label = 'Sam'
    expect(draft.value.label).toBe('Sam')
  })
})

function thrown(): never {
  throw new DOMException('full', 'QuotaExceededError')
}
