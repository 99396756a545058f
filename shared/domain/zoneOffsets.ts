// When a zone's clocks stand how far from UTC: a table per zone and year, found once from Intl, so that all
// else about local days is arithmetic. Only days.ts and its neighbours use it.

/** From `from` (UTC ms, included) to `to` (not included) local time is UTC plus `offset` ms. */
export interface OffsetSpan {
  readonly from: number
  readonly to: number
  readonly offset: number
}

const STEP = 3 * 86_400_000
/** Of one zone. More means that somebody asks for years at random: then the memory starts again. */
const MOST_YEARS = 400

// A memory of facts about the world, the same for everybody, and bounded: it isn't state of ours.
const clocks = new Map<string, Intl.DateTimeFormat>()
const zones = new Map<string, Map<number, readonly OffsetSpan[]>>()

/** The offset of `zone` at `ms`, in ms. @throws RangeError for a zone that isn't known here. */
export function offsetAt(ms: number, zone: string): number {
  return spanAt(ms, zone).offset
}

/**
 * A span that `ms` is in. It may end earlier than clocks change, since the table is cut at each UTC year, but
 * never later.
 */

/** All spans of `zone` that touch [from, to), in order, without a hole, neighbours always different. */
export function offsetSpans(from: number, to: number, zone: string): OffsetSpan[] {
  const found: OffsetSpan[] = []
  for (let at = from; at < to;) {
    const span = spanAt(at, zone)
    const last = found.at(-1)
    // The table is cut at each UTC year, clocks aren't.
    if (last?.offset === span.offset) found[found.length - 1] = { ...last, to: span.to }
    else found.push(span)
    at = span.to
  }
  return found
}

export function spanAt(ms: number, zone: string): OffsetSpan {
  for (const span of yearOf(new Date(ms).getUTCFullYear(), zone)) if (ms < span.to) return span
  throw new RangeError(`No local time in ${zone} at ${ms}`)
}

function yearOf(year: number, zone: string): readonly OffsetSpan[] {
  const years = zones.get(zone) ?? new Map<number, readonly OffsetSpan[]>()
  const known = years.get(year)
  if (known) return known
  const spans = spansOfYear(year, zone)
  if (years.size >= MOST_YEARS) years.clear()
  zones.set(zone, years.set(year, spans))
  return spans
}

/**
 * The spans of one UTC year. Clocks are asked every third day and, where two answers differ, by halving down to
 * the second. Since 1990 no zone kept an offset for less than a week (Recife, October 2000).
 */
function spansOfYear(year: number, zone: string): OffsetSpan[] {
  const end = startOfUtcYear(year + 1)
  const spans: OffsetSpan[] = []
  let from = startOfUtcYear(year)
  let offset = askOffset(from, zone)
  for (let before = from; before < end; before += STEP) {
    const after = Math.min(before + STEP, end - 1000)
    const next = askOffset(after, zone)
    if (next === offset) continue
    const change = firstWith(next, before, after, zone)
    spans.push({ from, to: change, offset })
    from = change
    offset = next
  }
  spans.push({ from, to: end, offset })
  return spans
}

function firstWith(offset: number, before: number, after: number, zone: string): number {
  let low = before / 1000
  let high = after / 1000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (askOffset(middle * 1000, zone) === offset) high = middle
    else low = middle
  }
  return high * 1000
}

function startOfUtcYear(year: number): number {
  return new Date(0).setUTCFullYear(year)
}

/** What Intl's clock shows in `zone`, read as if it were UTC, less the truth. `ms` is a whole second. */
function askOffset(ms: number, zone: string): number {
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const part of clockOf(zone).formatToParts(ms)) {
    if (part.type in shown) shown[part.type as keyof typeof shown] = Number(part.value)
  }
  const read = new Date(0)
  read.setUTCFullYear(shown.year, shown.month - 1, shown.day)
  return read.setUTCHours(shown.hour, shown.minute, shown.second) - ms
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(zone, made)
  return made
}
