/** Ids that come out the same whenever the same plan is played: UUIDv7 by shape, made from names by content. */
import { fixedBits } from './random.ts'

/** `at` (UTC ms) stands in front, as in any UUIDv7, so that rows lie in the order of time. */
export function fixedId(at: number, ...names: readonly (string | number)[]): string {
  const [a = 0, b = 0, c = 0] = fixedBits('id', ...names)
  const hex = (value: number, digits: number) =>
    (value >>> 0).toString(16).padStart(digits, '0').slice(-digits)
  const time = at.toString(16).padStart(12, '0').slice(-12)
  const variant = 0x8000 | (a & 0x3fff)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a >>> 16, 3)}-${hex(variant, 4)}-${hex(b, 8)}${hex(c, 4)}`
}
