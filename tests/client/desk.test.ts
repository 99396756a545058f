/* Why: what the desk typed is what is sent, at its true time, and a new Sam never becomes another Sam by haste. */
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { bothWays, earlierAt, earlierDays } from '../../client/desk/earlier.ts'
import { newestFirst, withName } from '../../client/desk/hereRows.ts'
import NameField from '../../client/desk/NameField.vue'
import { type Found, usePeopleFound } from '../../client/desk/peopleFound.ts'
import { answersUnderMore, arrival, emptyWalkIn, isBlank, saysEarlier } from '../../client/desk/walkIn.ts'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { announce } from '../../client/ui/announce.ts'
import { commands } from '../../shared/contract/index.ts'
import { soon } from './fakeServer.ts'
import { aCard } from './fakeSocket.ts'

vi.mock('../../client/ui/announce.ts', { spy: true })

const zone = 'Europe/London'
const now = Date.UTC(2026, 10, 3, 20, 46)
const visitId = '01890a5d-ac96-774b-bcce-b302099a8057'
const sent = (part: Partial<ReturnType<typeof emptyWalkIn>>) => {
  const typed = { ...emptyWalkIn(), ...part }
  const earlier = saysEarlier(typed) ? earlierAt(typed.earlierTime, typed.earlierDay, now, zone) : null
  return arrival(typed, visitId, earlier)
}

describe('a walk-in', () => {
  it('is whole when nothing was typed', () => {
    expect(sent({})).toEqual({ ok: true, input: { visitId } })
    expect(isBlank(emptyWalkIn())).toBe(true)
  })

  it('sends what was said and nothing that wasn’t asked', () => {
    const made = sent({ label: '  Sam ', wants: ['peer'], words: 'Long day.', feeling: 0, welcomed: true })
    expect(made).toEqual({
      ok: true,
      input: { visitId, label: 'Sam', wants: ['peer'], words: 'Long day.', feeling: 0, welcomed: true },
    })
  })

  it('takes a wish for somebody by name for an answer', () => {
    expect(sent({ wantsStaff: [visitId] })).toMatchObject({ input: { wants: [], wantsStaff: [visitId] } })
  })

  it('speaks of somebody we know by who they are, not by letters', () => {
    expect(sent({ label: 'Sam B.', known: 'Sam B.', personId: visitId })).toEqual({
      ok: true,
      input: { visitId, personId: visitId },
    })
  })

  it('never shows words or reasons that aren’t there', () => {
    expect(sent({ wordsShown: true, reasonsShown: true })).toEqual({ ok: true, input: { visitId } })
  })

  it('is always an input that the contract takes', () => {
    const full = {
      label: 'Zoë',
      wants: ['peer', 'aWoman'],
      wantsStaff: [visitId],
      ratherNot: [visitId],
      wantsNote: 'by the window',
      isEarlier: true,
      earlierTime: '20:15',
      words: 'It’s the letters.',
      wordsShown: true,
      reasons: ['debt', 'housing'],
      reasonsShown: true,
      cameBy: 'walk_in',
      suggestedBy: 'gp',
      withWhom: 'their sister',
      feelingSkipped: 'ratherNot',
      channel: 'phone',
      spaceId: visitId,
      nameOnWall: true,
    }
    const made = sent(full)
    expect(made.ok && commands['visit.arrive'].input.safeParse(made.input).success).toBe(true)
    expect(made).toMatchObject({ input: { arrivedAt: Date.UTC(2026, 10, 3, 20, 15) } })
    expect(answersUnderMore({ ...emptyWalkIn(), ...full })).toBe(11)
  })

  it('says what is wrong with a time rather than guess one', () => {
    const why = { ok: false, field: 'earlier', why: 'notATime' }
    expect(sent({ isEarlier: true, earlierTime: 'later' })).toEqual(why)
  })

  it('asks for the time of a day that was chosen, rather than take now', () => {
    const why = { ok: false, field: 'earlier', why: 'notATime' }
    expect(sent({ isEarlier: true, earlierDay: '2026-11-01' })).toEqual(why)
    expect(sent({ isEarlier: true })).toEqual({ ok: true, input: { visitId } })
  })
})

describe('arrived earlier', () => {
  it('is the last time that clocks showed it', () => {
    expect(earlierAt('23:50', '', now, zone)).toEqual({ is: 'found', at: Date.UTC(2026, 10, 2, 23, 50) })
    expect(earlierAt('9.15am', '', now, zone)).toEqual({ is: 'found', at: Date.UTC(2026, 10, 3, 9, 15) })
  })
  it('can be on a day of the last week', () => {
    expect(earlierAt('22:10', '2026-10-31', now, zone)).toEqual({
      is: 'found',
      at: Date.UTC(2026, 9, 31, 22, 10),
    })
    expect(earlierDays(now, zone)).toHaveLength(8)
  })
  it('can’t be still to come, or longer ago than seven days', () => {
    expect(earlierAt('23:50', '2026-11-03', now, zone)).toEqual({ is: 'ahead' })
    expect(earlierAt('08:00', '2026-10-27', now, zone)).toEqual({ is: 'tooLong' })
  })
  it('can’t be in the hour that clocks jumped over', () => {
    const spring = Date.UTC(2026, 2, 29, 12)
    expect(earlierAt('01:30', '2026-03-29', spring, zone)).toEqual({ is: 'skipped' })
  })
  it('asks which, where clocks showed that time twice', () => {
    const autumn = Date.UTC(2026, 9, 26, 12)
    const [bst, gmt] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]
    const day = '2026-10-25'
    expect(earlierAt('01:30', day, autumn, zone)).toEqual({ is: 'twice', at: [bst, gmt] })
    expect(earlierAt('1.30am', '', gmt + 60_000, zone)).toEqual({ is: 'twice', at: [bst, gmt] })
    const ways = ['01:30 BST', '01:30 GMT']
    expect(bothWays('01:30', day, autumn, zone)).toEqual(ways)
    expect(bothWays('01:30 BST', day, autumn, zone)).toEqual(ways)
    expect(ways.map((one) => earlierAt(one, day, autumn, zone))).toEqual([
      { is: 'found', at: bst },
      { is: 'found', at: gmt },
    ])
    expect(earlierAt('01:30', '', gmt - 60_000, zone)).toEqual({ is: 'found', at: bst })
  })
  it('says of letters that weren’t used then just that', () => {
    expect(earlierAt('20:15 BST', '2026-11-02', now, zone)).toEqual({ is: 'otherLetters' })
    expect(earlierAt('20:15 BST', '', now, zone)).toEqual({ is: 'otherLetters' })
    expect(earlierAt('20:15 GMT', '2026-11-02', now, zone)).toEqual({
      is: 'found',
      at: Date.UTC(2026, 10, 2, 20, 15),
    })
    expect(earlierAt('9 pm', '2026-11-02', now, zone)).toMatchObject({ is: 'found' })
    expect(earlierAt('late pm', '', now, zone)).toEqual({ is: 'notATime' })
  })
})

describe('who is here', () => {
  it('stands newest first, without those who have left', () => {
    const cards = [
      { ...aCard('old'), arrivedAt: 1 },
      { ...aCard('gone'), goneAt: 5, isWorried: true },
      { ...aCard('new'), arrivedAt: 9 },
    ]
    expect(newestFirst(cards).map((card) => card.id)).toEqual(['new', 'old'])
  })
  it('is found by any part of a name, whatever the accents', () => {
    const cards = [{ ...aCard('1'), label: 'Zoë Márquez' }, aCard('2')]
    expect(withName(cards, 'zoe mar').map((card) => card.id)).toEqual(['1'])
    expect(withName(cards, ' ')).toHaveLength(2)
  })
})

const found = (id: string, name: string): Found => ({
  id,
  name,
  otherNames: [],
  birth: null,
  died: null,
  secondLine: null,
  version: 1,
  hereNow: null,
  lastVisitAt: null,
  visits: 0,
})

describe('the name field', () => {
  beforeEach(() => loadWords('desk'))
  const people = [found('1', 'Sam'), found('2', 'Sam B.')]
  async function open() {
    const field = mount(NameField, {
      global: { plugins: [i18n, createPinia()] },
      attachTo: document.body,
      props: { found: people, isTroubled: false, hint: '', modelValue: 'Sa' },
    })
    const input = field.get('input')
    await input.setValue('Sam')
    return { field, input }
  }
  afterEach(() => (document.body.innerHTML = ''))

  it('chooses nobody while somebody types, so that Enter keeps what was typed', async () => {
    const { field, input } = await open()
    expect(input.attributes('aria-expanded')).toBe('true')
    expect(input.attributes('aria-activedescendant')).toBeUndefined()
    await input.trigger('keydown', { key: 'Enter' })
    expect(field.emitted('take')).toBeUndefined()
  })

  it('takes one by the down key and Enter, without the focus leaving the field', async () => {
    const { field, input } = await open()
    await input.trigger('keydown', { key: 'ArrowDown' })
    await input.trigger('keydown', { key: 'ArrowDown' })
    const active = input.attributes('aria-activedescendant')
    await soon(() => expect(field.get(`[id="${active}"]`).text()).toContain('Sam B.'))
    await input.trigger('keydown', { key: 'Enter' })
    expect(field.emitted('take')?.[0]).toEqual([people[1]])
    expect(input.attributes('aria-expanded')).toBe('false')
  })

  it('says aloud whom it found, and never that nobody is known when it couldn’t look', async () => {
    const { field } = await open()
    const heard = vi.mocked(announce)
    await field.setProps({ found: [] })
    expect(heard.mock.lastCall?.[0]).toContain('Nobody we know by that name')
    await field.setProps({ found: [], isTroubled: true })
    expect(heard.mock.lastCall?.[0]).toContain('can’t be looked up just now')
    const times = heard.mock.calls.length
    await field.setProps({ found: [] })
    expect(heard.mock.calls).toHaveLength(times)
  })

  it('says at the field what is wrong with a name', async () => {
    const { field, input } = await open()
    await field.setProps({ error: 'This has to fit on one line' })
    const said = (input.attributes('aria-describedby') ?? '').split(' ')
    expect(field.get(`[id="${said[0]}"]`).text()).toContain('This has to fit on one line')
  })

  it('closes by Escape and keeps what was typed', async () => {
    const { field, input } = await open()
    await input.trigger('keydown', { key: 'ArrowDown' })
    await input.trigger('keydown', { key: 'Escape' })
    expect(input.attributes('aria-expanded')).toBe('false')
    await input.trigger('keydown', { key: 'Enter' })
    expect(field.emitted('take')).toBeUndefined()
    expect((input.element as HTMLInputElement).value).toBe('Sam')
  })
})

describe('looking people up', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits for two letters and a rest, and forgets an answer that comes too late', async () => {
    const typed = ref('')
    const answers: ((people: Found[]) => void)[] = []
    const search = vi.fn(
      () =>
        new Promise((resolve) => {
          answers.push((people) => resolve({ ok: true, value: { people } }))
        }),
    )
    // A stand-in for one query of the typed `ask`.
    const { found: shown } = effectScope().run(() => usePeopleFound(() => typed.value, search as never))!
    const type = async (text: string) => {
      typed.value = text
      await nextTick()
      await vi.advanceTimersByTimeAsync(200)
    }
    await type('S')
    expect(search).not.toHaveBeenCalled()
    await type('Sa')
    await type('Sam')
    expect(search).toHaveBeenCalledTimes(2)
    answers[1]!([found('2', 'Sam')])
    answers[0]!([found('1', 'Saira')])
    await vi.advanceTimersByTimeAsync(0)
    expect(shown.value.map((person) => person.id)).toEqual(['2'])
    await type('S')
    expect(shown.value).toEqual([])
  })
})
