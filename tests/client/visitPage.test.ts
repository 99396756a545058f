/* Why: on a visit's page nothing goes to the wrong one, nothing typed is lost, and every press is answered in
   words. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readFile, readdir } from 'node:fs/promises'
import { computed, ref } from 'vue'
import { useRatherNot } from '../../client/board/ratherNot.ts'
import { useCentre } from '../../client/api/centre.ts'
import { useSession } from '../../client/api/session.ts'
import { canSay, i18n, loadWords } from '../../client/i18n/i18n.ts'
import DialogPanel from '../../client/ui/DialogPanel.vue'
import AskAgain from '../../client/visit/AskAgain.vue'
import KnownPerson from '../../client/visit/KnownPerson.vue'
import { doneKey, keptAsSent } from '../../client/visit/useActs.ts'
import SharingPanel from '../../client/visit/SharingPanel.vue'
import VisitFacts from '../../client/visit/VisitFacts.vue'
import VisitMoves from '../../client/visit/VisitMoves.vue'
import VisitName from '../../client/visit/VisitName.vue'
import VisitWords from '../../client/visit/VisitWords.vue'
import { useWhom } from '../../client/visit/whom.ts'
import WriteNote from '../../client/visit/WriteNote.vue'
import type { CommandName } from '../../shared/contract/index.ts'
import { aCard } from './fakeSocket.ts'
import { aVisit, me, onPage } from './onVisitPage.ts'
import { lanternHouse } from './stubbedServer.ts'

await loadWords('visit')
await loadWords('sharing')
await loadWords('story')
beforeEach(() => {
  sessionStorage.clear()
  setActivePinia(createPinia())
  useSession().me = me
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')))
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

describe('to whom', () => {
  it('is one choice in two fields: the later takes the place of the earlier', async () => {
    vi.stubGlobal('fetch', () => {
      const staff = [
        { staffId: 'femi', name: 'Femi', role: 'housing', agencyId: 'a', agency: 'A' },
        { staffId: 'val', name: 'Val', role: 'volunteer', agencyId: 'a', agency: 'A' },
        { staffId: 'ade', name: 'Ade', role: 'administrator', agencyId: 'a', agency: 'A' },
      ]
      const headers = { 'Content-Type': 'application/json' }
      return Promise.resolve(new Response(JSON.stringify({ on: [], staff }), { headers }))
    })
    let whom!: ReturnType<typeof useWhom>
    mount({
      setup() {
        whom = useWhom('handOver')
        return () => null
      },
    })
    await flushPromises()
    expect(whom.away.value.map((one) => one.value)).toEqual(['staff femi'])
    const offered = whom.choices.value.map((one) => one.value)
    expect(offered).toContain('role housing')
    expect(offered).not.toContain('role volunteer')
    expect(offered).not.toContain('role administrator')
    whom.chips.value = ['role housing']
    whom.elsewhere.value = 'staff femi'
    expect(whom.chips.value).toEqual([])
    expect(whom.to.value).toEqual({ toStaffId: 'femi' })
    whom.chips.value = ['role peer']
    expect(whom.elsewhere.value).toBe('')
    expect(whom.to.value).toEqual({ toRole: 'peer' })
    whom.chips.value = []
    expect(whom.to.value).toBeNull()
  })

  it('must be said, on its own field; and never on an old picture', async () => {
    const isOld = ref(true)
    const { wrapper, sent } = onPage(
      VisitMoves,
      aVisit(),
      { kind: 'handOver' },
      { isOld: computed(() => isOld.value) },
    )
    await flushPromises()
    await wrapper.get('form').trigger('submit')
    expect(wrapper.find('.nhsuk-error-message').exists()).toBe(false)
    const button = wrapper.get('footer .btn.main')
    expect(button.attributes('aria-disabled')).toBe('true')
    expect(wrapper.get(`#${button.attributes('aria-describedby')}`).text()).toContain('picture is old')
    isOld.value = false
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(wrapper.get('.nhsuk-error-message').text()).toContain('Choose somebody')
    expect(document.activeElement?.id).toBe('move-whom')
    expect(sent).toEqual([])
  })

  it('keeps the typed word when the panel is closed', async () => {
    const first = onPage(VisitMoves, aVisit(), { kind: 'callFor' })
    await flushPromises()
    await first.wrapper.get('#move-word').setValue('They asked for you.')
    first.wrapper.unmount()
    const { wrapper } = onPage(VisitMoves, aVisit(), { kind: 'callFor' })
    await flushPromises()
    expect(wrapper.get<HTMLInputElement>('#move-word').element.value).toBe('They asked for you.')
  })
})

describe('what is typed', () => {
  it('while a note is on its way stays when that was kept', async () => {
    const { wrapper, ends } = onPage(WriteNote, aVisit())
    let done!: (answer: unknown) => void
    ends(() => new Promise((resolve) => (done = resolve)))
    const text = wrapper.get<HTMLTextAreaElement>('#note-text')
    await text.setValue('First.')
    await wrapper.get('form').trigger('submit')
    await text.setValue('First. And then')
    done({ ok: true })
    await flushPromises()
    expect(text.element.value).toBe('First. And then')
    ends(() => Promise.resolve({ ok: true }))
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(text.element.value).toBe('')
  })
  it('is only let go of when it is what was sent', () => {
    const draft = ref({ text: 'a' })
    const clear = vi.fn()
    const kept = keptAsSent(draft, clear)
    draft.value.text = 'ab'
    expect(kept()).toBe(false)
    draft.value.text = 'a'
    expect(kept()).toBe(true)
    expect(clear).toHaveBeenCalledTimes(1)
  })
})

describe('what is missing', () => {
  it('is said on the field that needs it, which has the focus', async () => {
    const { wrapper, sent } = onPage(WriteNote, aVisit())
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(document.activeElement?.id).toBe('note-text')
    expect(wrapper.get('#note-text-error').text()).toContain('Write a word')
    expect(sent).toEqual([])
  })
  it('is said for their words too', async () => {
    const { wrapper } = onPage(VisitWords, aVisit())
    await wrapper.get('.own-words > .btn').trigger('click')
    await flushPromises()
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(wrapper.get('#their-words-error').text()).toContain('Write what they said')
  })
})

describe('a trouble', () => {
  it('of one act doesn’t stand in another’s dialog', async () => {
    const { wrapper, ends } = onPage(VisitWords, aVisit())
    ends(() => Promise.resolve({ ok: false, kind: 'notAllowed' }))
    await wrapper.get('.own-words > .btn').trigger('click')
    await flushPromises()
    await wrapper.get('textarea').setValue('I’m tired.')
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(wrapper.text()).toContain('Your sign-in doesn’t allow this')
    await wrapper.get('[aria-label="Close"]').trigger('click')
    await wrapper.get('.own-words > .btn').trigger('click')
    await flushPromises()
    expect(wrapper.text()).not.toContain('Your sign-in doesn’t allow this')
    expect(wrapper.get('textarea').element.value).toBe('I’m tired.')
  })
})

describe('a name', () => {
  it('begins as it is, and is taken away only when that is meant', async () => {
    const { wrapper, sent } = onPage(VisitName, aVisit())
    await flushPromises()
    const field = wrapper.get<HTMLInputElement>('#visit-name')
    expect(field.element.value).toBe('Sam')
    await field.setValue(' ')
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(sent).toEqual([])
    expect(wrapper.get('#visit-name-error').text()).toContain('soft one')
    await wrapper.get('.btn.edge').trigger('click')
    expect(sent).toEqual([{ name: 'visit.change', input: { visitId: 'v', label: null } }])
  })
})

describe('how they came', () => {
  it('can be put back to not asked, and says nothing where nothing was changed', async () => {
    const came = aVisit({ cameBy: 'walk_in', withWhom: 'a friend' })
    const { wrapper, sent } = onPage(AskAgain, came, { about: 'coming' })
    await flushPromises()
    await wrapper.get('footer .btn.main').trigger('click')
    expect(sent).toEqual([])
    await wrapper.get('select').setValue('')
    await wrapper.get('#ask-with-whom').setValue('')
    await wrapper.get('footer .btn.main').trigger('click')
    expect(sent).toEqual([{ name: 'visit.change', input: { visitId: 'v', withWhom: null, cameBy: null } }])
  })
})

describe('what isn’t for whoever looks', () => {
  const closed = aVisit({
    reasonsShown: true,
    closed: ['name', 'wishes'],
    may: { ...aVisit().may, name: 'blank', wishes: 'blank' },
  })
  it('isn’t said to be “not asked yet”, nor that it may stand on the board', () => {
    const facts = onPage(VisitFacts, closed).wrapper.text()
    expect(facts.match(/Not shown to you/g)).toHaveLength(3)
    expect(facts).not.toContain('may stand on the board')
    expect(onPage(VisitFacts, aVisit()).wrapper.text()).not.toContain('Not shown to you')
    expect(onPage(VisitWords, closed).wrapper.text()).toContain('isn’t shown to you')
    expect(onPage(VisitWords, aVisit()).wrapper.text()).toContain('Nothing in their own words yet.')
    const known = onPage(KnownPerson, closed).wrapper.text()
    expect(known).toContain('isn’t shown to you')
    expect(known).not.toContain('This visit stands by itself')
  })
  it('isn’t said to be what the team sees where nobody was asked', () => {
    useCentre().facts = { ...lanternHouse, agencies: [], spaces: [], lists: [], secondFactorRoles: [] }
    const said = 'What holds then: the team sees their name'
    expect(onPage(SharingPanel, closed).wrapper.text()).not.toContain(said)
    expect(onPage(SharingPanel, aVisit()).wrapper.text()).toContain(said)
  })
})

describe('whom they’d rather not see', () => {
  const rather = (staffId: string, name: string) =>
    aVisit({ card: { ...aCard('v'), ratherNot: [{ staffId, name }] } })
  it('is told to those alongside, and to whom it means without a name', () => {
    expect(onPage(VisitFacts, rather('aneta', 'Aneta K.')).wrapper.text()).not.toContain('Aneta')
    const isMine = { isMine: computed(() => true) }
    expect(onPage(VisitFacts, rather('aneta', 'Aneta K.'), {}, isMine).wrapper.text()).toContain(
      'rather not Aneta K.',
    )
    const own = onPage(VisitFacts, rather('jo', 'Jo M.')).wrapper.text()
    expect(own).toContain('They’d rather see someone else')
    expect(own).not.toContain('Jo M.')
  })
  it('is asked about before going, and nobody else is asked', () => {
    const { question, goOrAsk } = useRatherNot(() => me)
    const go = vi.fn()
    goOrAsk(rather('aneta', 'Aneta K.').card, go)
    expect(go).toHaveBeenCalledTimes(1)
    goOrAsk(rather('jo', 'Jo M.').card, go)
    expect(go).toHaveBeenCalledTimes(1)
    question.value?.go()
    expect(go).toHaveBeenCalledTimes(2)
  })
})

describe('every act', () => {
  it('of the page has its sentence for when it was done', async () => {
    const missing: string[] = []
    for (const file of await readdir('client/visit')) {
      const text = await readFile(`client/visit/${file}`, 'utf8')
      for (const [, name] of text.matchAll(/\b(?:act|go)\(\s*'([a-z]+\.[a-zA-Z]+)'/g))
        if (!canSay(doneKey(name as CommandName))) missing.push(`${file}: ${name}`)
    }
    expect(missing).toEqual([])
  })
})

describe('a dialog', () => {
  it('isn’t closed by a press that began inside it', async () => {
    const wrapper = mount(DialogPanel, {
      global: { plugins: [i18n] },
      props: { title: 'Words', open: true },
      attachTo: document.body,
    })
    await flushPromises()
    const dialog = wrapper.get('dialog')
    await wrapper.get('header').trigger('pointerdown')
    await dialog.trigger('click')
    expect(wrapper.emitted('update:open')).toBeUndefined()
    await dialog.trigger('pointerdown')
    await dialog.trigger('click')
    expect(wrapper.emitted('update:open')).toEqual([[false]])
  })
  it('that is taken off the page is closed first, so that the focus goes back', async () => {
    const wrapper = mount(DialogPanel, {
      global: { plugins: [i18n] },
      props: { title: 'Words', open: true },
      attachTo: document.body,
    })
    await flushPromises()
    const dialog = wrapper.get('dialog').element
    const close = vi.spyOn(dialog, 'close')
    wrapper.unmount()
    expect(close).toHaveBeenCalledTimes(1)
  })
})
