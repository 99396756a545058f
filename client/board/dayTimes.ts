/**
 * Times on the board, with their day where that isn't today's: somebody who came at 23:50 didn't come ten minutes
 * from now. Moves once a day, so that no card is drawn anew for the minutes.
 */
import { computed } from 'vue'
import { localDay } from '../../shared/domain/days.ts'
import { useCentre } from '../api/centre.ts'
import { clock } from '../api/clock.ts'
import { useTimes } from '../i18n/useTimes.ts'

/** UTC ms to '20:46', or 'Tue 3 November, 20:46' where that was or will be another day. */
export function useDayTimes(): (at: number) => string {
  const centre = useCentre()
  const times = useTimes()
  /** Some moment of today: the same one all day long. */
  const today = computed<number>((before) => {
    const now = clock.minute.value
    return before !== undefined && localDay(before, centre.zone) === localDay(now, centre.zone) ? before : now
  })
  return (at) => times.timeOrDay(at, today.value)
}
