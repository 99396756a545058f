/* Why: a time without its day is true twice. A story of today needs no day; one of another day, or over midnight,
   says each day once, where it begins. */

/** `day` is '' but on the first line of a day. `lines` in order of `at`, UTC ms; `dayOf` names a local day. */
export function withDays<L extends { at: number }>(
  lines: readonly L[],
  now: number,
  dayOf: (at: number) => string,
): (L & { day: string })[] {
  const today = dayOf(now)
  const isOfToday = lines.every((line) => dayOf(line.at) === today)
  let before = ''
  return lines.map((line) => {
    const day = dayOf(line.at)
    const isNew = !isOfToday && day !== before
    before = day
    return { ...line, day: isNew ? day : '' }
  })
}
