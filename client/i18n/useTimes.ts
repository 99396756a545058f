/* Why: the times of times.ts in the centre's zone, so that no page handles zones. */
import { useCentre } from '../api/centre.ts'
import { agoInWords, clockTime, lengthInWords, longDay, shortDay, timeOrDay } from './times.ts'

/** All take UTC ms. Reactive: they follow the centre's zone. */
export function useTimes() {
  const centre = useCentre()
  return {
    /** '20:46' */
    time: (at: number): string => clockTime(at, centre.zone),
    /** 'Tue 3 November' */
    day: (at: number): string => shortDay(at, centre.zone),
    /** '3 November 2026' */
    date: (at: number): string => longDay(at, centre.zone),
    /** '20:46', or 'Tue 3 November, 20:46' when that was another day than `now`. */
    timeOrDay: (at: number, now: number): string => timeOrDay(at, now, centre.zone),
    /** '34 minutes' from `at` to `now`. */
    length: lengthInWords,
    /** '34 minutes ago' */
    ago: agoInWords,
  }
}
