// Looks for instants without exactly one local day, against Intl's own clock. `npm test` asks some zones,
// the long run all that Node knows.
import { addDays, dayRange, localDay } from '../../shared/domain/days.ts'
import { offsetSpans } from '../../shared/domain/zoneOffsets.ts'
import { seeded } from '../seeded.ts'

const first = Date.UTC(2006, 0, 1)
const last = Date.UTC(2036, 0, 1)

/** Around every clock change of thirty years, and at instants by chance: those that are wrong, as text. */
export function wrongDays(zones: readonly string[], seed: number): string[] {
  const chance = seeded(seed)
  return zones.flatMap((zone) => {
    const clock = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
    const changes = offsetSpans(first, last, zone).flatMap((span) => [span.from - 1, span.from])
    const others = Array.from({ length: 30 }, () => first + chance.below(last - first))
    return [...changes, ...others]
      .filter((ms) => !isRight(ms, zone, clock))
      .map((ms) => `${zone} ${new Date(ms).toISOString()} ${localDay(ms, zone)}`)
  })
}

function isRight(ms: number, zone: string, clock: Intl.DateTimeFormat): boolean {
  const day = localDay(ms, zone)
  const range = dayRange(day, zone)
  const isHeld = range.from <= ms && ms < range.to
  const isJoined = dayRange(addDays(day, 1), zone).from === range.to
  const shown = clock.format(ms)
  // Where clocks go back over midnight a later date is shown for a while, and then this day's again.
  const comesAgain = shown === addDays(day, 1) && clock.format(range.to - 1) === day
  return isHeld && isJoined && (shown === day || comesAgain)
}
