/* Why: one day of 38 visits, worked by hand so that every sum agrees, for the tests of the review page: the same
   invented day that its drawing shows. Typed by the contract. */
import type { Figures, Review, Waits } from '../../shared/contract/review.ts'
import type { ReviewWords } from '../../client/review/reviewWords.ts'

const midnight = Date.UTC(2026, 10, 11)
const HOUR = 3_600_000
const hourLabel = (hour: number) => `${String(hour).padStart(2, '0')}:00`

const counts = [1, 0, 1, 1, 0, 0, 1, 1, 1, 2, 4, 3, 2, 3, 2, 2, 3, 2, 2, 2, 2, 1, 1, 1]
const onAt = {
  peers: [2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 5, 2, 2, 2, 2, 2, 2, 2, 2, 2],
  nursesAndDoctors: [1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1],
  socialCare: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 0, 0, 0],
  housing: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  benefits: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  employment: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  volunteers: [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
}

function waits(minutes: number[], ends: Record<number, 'left' | 'open'>, found: Partial<Waits>): Waits {
  const dots = minutes.map((at) => ({ minutes: at, end: ends[at] ?? ('met' as const) }))
  const count = (end: string) => dots.filter((dot) => dot.end === end).length
  return {
    count: dots.length,
    median: null,
    ninetieth: null,
    longest: minutes.at(-1) ?? null,
    left: count('left'),
    open: count('open'),
    carried: 0,
    dots,
    bins: [],
    ...found,
  }
}
const many = (times: number, value: number) => Array.from({ length: times }, () => value)

const toWelcome = waits(
  [...many(3, 1), ...many(8, 2), ...many(8, 3), ...many(3, 4), 5, 5, 6, 6, 7, 8, 9, 11, 12, 17],
  { 17: 'left' },
  { median: 3, ninetieth: 9 },
)
const toWithSomeone = waits(
  [
    3, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 11, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 22, 26, 28, 31, 34,
    37, 41, 44, 52,
  ],
  { 17: 'left', 41: 'open' },
  { median: 12, ninetieth: 37 },
)

const lines = [
  [1, 4], [2, 2], [2, 5], [2, 6], [3, 3], [3, 5, 2], [3, 6], [3, 7], [4, 4], [4, 6], [4, 7], [5, 4], [5, 6], [5, 7],
  [6, 6], [6, 8], [7, 7],
].map(([before = 0, after = 0, count = 1]) => ({ before, after, count })) // prettier-ignore

const rows = (counted: Record<string, number>) =>
  Object.entries(counted).map(([key, count]) => ({ key, count }))

export const exampleDay: Figures = {
  first: '2026-11-11',
  last: '2026-11-11',
  from: midnight,
  to: midnight + 24 * HOUR,
  hours: 24,
  isSoFar: false,
  visits: 38,
  byChannel: rows({ inPerson: 35, phone: 3 }),
  people: 31,
  visitsByPeople: 33,
  visitsNotIdentified: 5,
  newToUs: 9,
  outOfHours: 19,
  arrivals: counts.map((count, hour) => ({ label: hourLabel(hour), from: midnight + hour * HOUR, count })),
  on: Object.entries(onAt).map(([group, numbers]) => ({
    group,
    slots: numbers.map((most, hour) => ({ least: group === 'peers' && hour === 14 ? 3 : most, most })),
  })),
  cameBy: [
    ...rows({ walk_in: 17, back_known: 8, walk_in_with: 4, phone: 3, group: 2, crisis_team: 1, nhs111: 1 }),
    { key: null, count: 2 },
  ],
  suggestedBy: [...rows({ nobody: 12, gp: 3, family_friend: 2, not_said: 1 }), { key: null, count: 20 }],
  reasons: {
    peopleWithAny: 24,
    of: 31,
    rows: rows({
      thoughtsOfSuicide: 13, anxiety: 12, lowMood: 11, relationships: 9, housing: 8, loneliness: 7, selfHarm: 6,
      sleep: 6, bereavement: 5, benefits: 5, debt: 4, alcohol: 4, money: 3, drugs: 3, medicines: 2,
      noReasonNeeded: 2, someoneIsHurtingMe: 2, anger: 1, eating: 1, work: 1, parenting: 1, gambling: 1,
      physicalHealth: 1, belonging: 1, trauma: 1,
    }), // prettier-ignore
  },
  toWelcome,
  welcomedOnArrival: 6,
  leftUnwelcomed: 1,
  toWithSomeone,
  wantedNobody: 5,
  alongside: {
    visits: 32,
    byRole: Object.entries({
      benefits: 4,
      clinician: 13,
      employment: 2,
      housing: 6,
      peer: 26,
      socialCare: 7,
      volunteer: 4,
    }).map(
      // The keys are roles: an object of counts loses that.
      ([role, visits]) => ({ role: role as Figures['alongside']['byRole'][number]['role'], visits }),
    ),
    byAgency: Object.entries({
      'Advice on the Quay': 4, Council: 7, 'Harbour Peers': 20, 'Home & Hearth': 6, 'Into Work': 2,
      'Lantern friends': 4, 'NHS trust': 13, 'The Well House': 9,
    }).map(([agency, visits]) => ({ agency, visits })), // prettier-ignore
  },
  ended: 37,
  gotWhatCameFor: {
    answered: 24,
    of: 37,
    rows: rows({ yes: 17, partly: 6, no: 1, ratherNotSay: 5, notAsked: 8 }),
  },
  feltWelcome: {
    answered: 22,
    of: 37,
    rows: rows({ yes: 20, mostly: 2, no: 0, ratherNotSay: 3, notAsked: 12 }),
  },
  toldAgain: {
    answered: 21,
    of: 37,
    rows: rows({ no: 15, once: 4, moreThanOnce: 2, ratherNotSay: 2, notAsked: 14 }),
  },
  whatHelped: { answered: 14, of: 37, rows: rows({ connected: 9, someHope: 5, havingASay: 3 }) },
  feeling: {
    pairs: 18, of: 37, up: 12, same: 5, down: 1, medianBefore: 3.5, medianAfter: 6, meanChange: 29 / 18, lines,
  }, // prettier-ignore
  carers: 2,
  openLong: 1,
}

/** Another day, with the figures that stand beside. */
const besideDay = (first: string, changed: Partial<Figures>): Figures => ({
  ...exampleDay,
  first,
  last: first,
  ...changed,
})

export const exampleReview: Review = {
  workedOutAt: midnight + 24 * HOUR + 7 * HOUR + 42 * 60_000,
  measuresVersion: 1,
  figures: exampleDay,
  longestWaits:
    ([
      [18.5, 52, 'met'], [18 + 5 / 60, 44, 'met'], [23 + 19 / 60, 41, 'open'], [10 + 22 / 60, 37, 'met'],
      [21.25, 34, 'met'], [7 + 1 / 3, 31, 'met'],
    ] as const) // prettier-ignore
      .map(([hour, minutes, end], i) => ({
        visitId: `01890a5d-ac96-774b-bcce-b302099a805${i}`,
        label: 'Guest, blue',
        arrivedAt: midnight + Math.round(hour * 60) * 60_000,
        minutes,
        end,
      })),
  beside: [
    {
      which: 'before',
      figures: besideDay('2026-11-10', {
        visits: 33,
        people: 28,
        newToUs: 6,
        toWelcome: { ...toWelcome, longest: 14 },
        toWithSomeone: { ...toWithSomeone, median: 10, ninetieth: 29, left: 0 },
        feeling: { ...exampleDay.feeling, up: 9, pairs: 15 },
      }),
    },
    {
      which: 'weekBefore',
      figures: besideDay('2026-11-04', {
        visits: 35,
        people: 27,
        newToUs: 8,
        toWelcome: { ...toWelcome, median: 4, longest: 21 },
        toWithSomeone: { ...toWithSomeone, median: 13, ninetieth: 41, left: 2 },
        feeling: { ...exampleDay.feeling, up: 10, pairs: 17 },
      }),
    },
  ],
}

/** The words of a centre that has changed no list. */
export const exampleWords: ReviewWords = {
  zone: 'Europe/London',
  today: '2026-11-12',
  label: (_list, key) => key ?? 'Not asked',
  role: (key) => key,
}
