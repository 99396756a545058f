/* Why: a part of a visit's page by itself, on a visit and with answers that a test makes up. */
import { mount } from '@vue/test-utils'
import { computed, h, provide, shallowRef, type Component } from 'vue'
import { i18n } from '../../client/i18n/i18n.ts'
import { visitKey, type VisitContext } from '../../client/visit/useVisit.ts'
import type { CommandName } from '../../shared/contract/index.ts'
import type { Visit } from '../../shared/contract/log.ts'
import { maySeeAll } from '../../shared/domain/access.ts'
import { aCard } from './fakeSocket.ts'

export const me = {
  staffId: 'jo',
  name: 'Jo M.',
  role: 'peer',
  agency: '',
  centreId: 'c',
  isOn: true,
  isShiftLead: false,
  endsAt: 0,
} as const

export function aVisit(more: Partial<Visit> = {}): Visit {
  return {
    card: { ...aCard('v'), label: 'Sam' },
    may: maySeeAll({ sight: 'team', agencyId: 'a' }, null),
    choices: { agencies: [], objects: null },
    contact: null,
    closed: [],
    restricted: null,
    openedUntil: null,
    enquiries: [],
    openings: [],
    ownRecord: null,
    person: null,
    words: [],
    wordsShown: false,
    reasons: [],
    reasonsShown: false,
    cameBy: null,
    suggestedBy: null,
    withWhom: null,
    feeling: null,
    feelingSkipped: null,
    welcomedBy: null,
    goodbye: null,
    retracted: null,
    notes: [],
    otherNotes: 0,
    story: [],
    earlier: [],
    familiar: [],
    ties: [],
    ...more,
  }
}

/** A part of the page on a visit, with presses that end as the test says. */
export function onPage(part: Component, visit: Visit, props: object = {}, more: Partial<VisitContext> = {}) {
  const sent: { name: CommandName; input: object }[] = []
  let answer = (): Promise<unknown> => Promise.resolve({ ok: true })
  const context: VisitContext = {
    visit: shallowRef(visit),
    card: computed(() => visit.card),
    doing: computed(() => null),
    me: computed(() => me),
    isMine: computed(() => false),
    isLead: computed(() => false),
    isTeam: computed(() => true),
    isOld: computed(() => false),
    missing: shallowRef(''),
    storyAsOf: shallowRef(null),
    isBusy: () => false,
    async send(name, input) {
      sent.push({ name, input })
      return (await answer()) as { ok: true }
    },
    load: () => Promise.resolve(),
    ...more,
  }
  const page = {
    setup() {
      provide(visitKey, context)
      return () => h(part, props)
    },
  }
  const wrapper = mount(page, { global: { plugins: [i18n] }, attachTo: document.body })
  return { wrapper, sent, ends: (next: () => Promise<unknown>) => (answer = next) }
}
