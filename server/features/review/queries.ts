/** The manager's day. What is asked is checked here; what it is, is worked out in a thread of its own. */
import { daysBetween, isDay } from '../../../shared/domain/days.ts'
import { lookerAs } from '../../feed/label.ts'
import { Invalid } from '../../commands/handler.ts'
import type { QueryHandlers } from '../../queries/handler.ts'

/** Ten years and a day or two. */
const mostDays = 3_660

export const reviewQueries: Pick<QueryHandlers, 'review.range'> = {
  'review.range': (_read, ask, { from, to }) => {
    for (const [path, day] of Object.entries({ from, to })) {
      if (day !== undefined && !isDay(day)) throw new Invalid([{ path, message: 'noSuchDay' }])
    }
    const first = from ?? to
    const last = to ?? from
    if (first !== undefined && last !== undefined) {
      if (first > last) throw new Invalid([{ path: 'to', message: 'beforeFrom' }])
      if (daysBetween(first, last).length > mostDays)
        throw new Invalid([{ path: 'from', message: 'tooMany' }])
    }
    const { centreId, now } = ask
    return ask.reckoner.review({ centreId, looker: lookerAs(ask.asker), from, to, now })
  },
}
