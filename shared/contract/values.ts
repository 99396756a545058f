/** The small values that calls are made of: ids, times, keys and a person's words. */
import * as z from 'zod/mini'

/** UTC milliseconds since 1970. */
export const Time = z.int().check(z.gte(0), z.lte(8_640_000_000_000_000))
/** The same, out of an address. */
export const TimeInAddress = z.coerce.number().check(z.int(), z.gte(0), z.lte(8_640_000_000_000_000))

export const Id = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))
/** An id that a client made itself, so that it can speak of a visit before the server has answered. */
export const OwnId = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))

/** A key of one of the centre's lists. Whether the list has it is the handler's to say. */
export const Key = z.string().check(z.regex(/^[a-z][A-Za-z0-9_]{0,47}$/))

// eslint-disable-next-line no-control-regex -- the control characters are what this looks for
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * Words as somebody typed them: trimmed, at least one character, at most `most`. NUL, other control
 * characters and lone surrogates are refused, since PostgreSQL fails on the one and SQLite changes the other.
 */
export function words(most: number) {
  return z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(most),
    z.refine((text) => !unprintable.test(text) && text.isWellFormed(), 'unprintable'),
  )
}

/** What somebody is called: one line. */
export const Name = words(80).check(z.refine((text) => !/[\r\n\t]/.test(text), 'oneLine'))
/** A remark of a line or two. */
export const Remark = words(280)
/** A story, a note, somebody's own words. */
export const Words = words(8_000)

/** What has the look of a whole day is one: 31 November isn't. Less than a whole day passes. */
const isOfTheCalendar = z.refine<string>((text) => {
  if (text.length < 10) return true
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}, 'noSuchDay')

/** When somebody was born or died, as far as it was given: a year, a month or a day. */
export const PartialDate = z
  .string()
  .check(z.regex(/^(18|19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/), isOfTheCalendar)
/** A local day. */
export const Day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), isOfTheCalendar)

/** 0 the worst I could feel, 10 the best. Never coloured, never sorted by. */
export const Feeling = z.int().check(z.gte(0), z.lte(10))

/** A worker, as named to whoever lost a race to them. */
export const Who = z.object({ staffId: z.string(), name: z.string() })
export type Who = z.infer<typeof Who>

/** No more of anything than a screen could ever make. */
export const few = <T extends z.ZodMiniType>(of: T, most = 20) => z.array(of).check(z.maxLength(most))
