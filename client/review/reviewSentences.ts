/* Why: what happened, in a sentence or two, before any figure. Says nothing that the figures don't, and of small
   numbers no more than they bear. */
import type { Figures, Review, Waits } from '../../shared/contract/review.ts'
import { formatDate, formatTime } from '../../shared/domain/clockWords.ts'
import { daysBetween, localDay } from '../../shared/domain/days.ts'
import { measureOf } from '../../shared/measures/measures.ts'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import { say } from '../i18n/i18n.ts'
import { inWords, minutesInWords, type ReviewWords } from './reviewWords.ts'
import { shownMiddles } from './waitTables.ts'

/** 'The day, midnight to midnight, 24 hours' */
export function spanSentence(figures: Figures, words: ReviewWords): string {
  const { first, last, hours, isSoFar, to } = figures
  const time = formatTime(to, words.zone)
  const days = daysBetween(first, last).length
  if (days === 1)
    return isSoFar ? say('review.span.soFar', { time }) : say('review.span.day', { n: hours }, hours)
  return say(isSoFar ? 'review.span.daysSoFar' : 'review.span.days', { n: days, time })
}

export function workedOutSentence({ workedOutAt, figures }: Review, words: ReviewWords): string {
  const day = formatDate(localDay(workedOutAt, words.zone), 'full')
  const when = say('review.workedOut', { day, time: formatTime(workedOutAt, words.zone) })
  return `${when} ${say(figures.isSoFar ? 'review.upToNow' : 'review.upToEnd')}`
}

/** Two sentences; what stands between two * is bold. */
export function leadSentences(figures: Figures): string {
  return `${whoCame(figures)} ${howLong(figures)}`
}

function whoCame({ visits: count, people: known, visitsNotIdentified, newToUs }: Figures): string {
  const visits = say('review.lead.visits', { n: count }, count)
  if (known === 0) return say('review.lead.byNobodyKnown', { visits })
  const people = say('review.lead.people', { n: known }, known)
  const firstTime =
    newToUs === known
      ? say('review.lead.allFirstTime', known)
      : say('review.lead.firstTime', { n: inWords(newToUs) }, newToUs)
  return say(`review.lead.${visitsNotIdentified > 0 ? 'byAtLeast' : 'byPeople'}`, {
    visits,
    people,
    firstTime,
  })
}

function howLong({ toWithSomeone: waits, isSoFar }: Figures): string {
  if (waits.count === 0) return say('review.lead.nobodyWaited')
  const left = say('review.lead.left', { n: inWords(waits.left) }, waits.left)
  const open = say(`review.lead.${isSoFar ? 'openNow' : 'open'}`, { n: inWords(waits.open) }, waits.open)
  const { median } = shownMiddles(waits)
  const minutes = minutesInWords(median ?? waits.longest ?? 0)
  return say(`review.lead.${median === null ? 'fewWaited' : 'half'}`, { minutes, left, open })
}

/** What is said where nobody came. */
export function nobodySentence(figures: Figures): string {
  if (figures.isSoFar)
    return say(
      figures.hours === 0 && figures.to === figures.from ? 'review.nobody.notBegun' : 'review.nobody.soFar',
    )
  const least = leastOn(figures)
  const nobody = say(figures.first === figures.last ? 'review.nobody.day' : 'review.nobody.days')
  return least === 0 ? nobody : `${nobody} ${say('review.nobody.staffed', { n: inWords(least) }, least)}`
}

/** How many workers were on at the very least, in any hour; 0 where it isn't known. */
function leastOn({ on, arrivals }: Figures): number {
  if (on.length === 0) return 0
  const sums = arrivals.map((_, i) => on.reduce((sum, { slots }) => sum + (slots[i]?.least ?? 0), 0))
  return Math.min(...sums)
}

/** The five figures. A number that there isn't is null: a middle of few, or of nothing. */
export interface KeyFigure {
  label: string
  number: number | null
  unit: string
  notes: string[]
  measures: ('visits' | 'people' | 'newToUs' | 'toWelcome' | 'toWithSomeone')[]
}

export function keyFigures(figures: Figures, words: ReviewWords): KeyFigure[] {
  const {
    visits,
    people,
    welcomedOnArrival: greeted,
    visitsNotIdentified,
    toWelcome,
    toWithSomeone,
  } = figures
  const elsewhere = figures.byChannel.filter((row) => row.key !== null && row.key !== 'inPerson')
  const channels = elsewhere.map(({ key, count }) =>
    say('review.key.channelCount', { n: count, channel: words.label('channels', key).toLowerCase() }),
  )
  const plural = (key: string, n: number): string => say(`review.key.${key}`, { n }, n)
  const wait = (key: 'toWelcome' | 'toWithSomeone', waits: Waits, rest: string): KeyFigure => {
    const { median } = shownMiddles(waits)
    const part = plural('waits', waits.count)
    const few = displayOf(waits.count).hasMiddle ? [] : [say(`review.key.${waits.count ? 'tooFew' : 'none'}`)]
    return {
      label: say('review.median', { name: measureOf(key).name }),
      number: median,
      unit: say('review.min'),
      notes: [say('review.key.toWelcome', { part: [...few, part].join(', '), rest })],
      measures: [key],
    }
  }
  return [
    {
      label: measureOf('visits').name,
      number: visits,
      unit: '',
      notes: [
        ...(channels.length > 0 ? [say('review.key.channels', { counts: channels.join(', ') })] : []),
        plural('welcomed', greeted),
      ],
      measures: ['visits'],
    },
    {
      label: measureOf('people').name,
      number: people,
      unit: '',
      notes: [plural('people', figures.visitsByPeople), plural('notIdentified', visitsNotIdentified)],
      measures: ['people'],
    },
    {
      label: measureOf('newToUs').name,
      number: figures.newToUs,
      unit: say('review.of', { n: people }),
      notes: [say('review.key.newToUs')],
      measures: ['newToUs'],
    },
    wait('toWelcome', toWelcome, plural('greeted', greeted)),
    wait('toWithSomeone', toWithSomeone, plural('wantedNobody', figures.wantedNobody)),
  ]
}
