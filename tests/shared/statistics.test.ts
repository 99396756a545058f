// The arithmetic, by hand.
import { describe, expect, it } from 'vitest'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import {
  longest,
  median,
  ninetiethCentile,
  percentage,
  summariseFeelings,
  wholeMinutes,
} from '../../shared/measures/statistics.ts'

/** Values one by one, as somebody had them. */
const each = (values: readonly number[]) => values.map((value) => ({ value, count: 1 }))
const upTo = (count: number) => each(Array.from({ length: count }, (_, i) => count - i))

describe('the middle', () => {
  it('is the one in the middle, or half-way between two', () => {
    expect(median(each([9, 1, 5]))).toBe(5)
    expect(median(each([3, 1, 4, 10]))).toBe(3.5)
    expect(median(each([7]))).toBe(7)
    expect(median(each([]))).toBeNull()
  })

  it('sorts by size, not by spelling, and leaves what it was given alone', () => {
    const waits = each([100, 20, 3])
    expect(median(waits)).toBe(20)
    expect(waits).toEqual(each([100, 20, 3]))
  })
})

describe('values that many had', () => {
  it('are as if each had come by itself', () => {
    const some = [3, 3, 3, 8, 8, 20]
    const counted = [
      { value: 20, count: 1 },
      { value: 3, count: 3 },
      { value: 5, count: 0 },
      { value: 8, count: 2 },
    ]
    for (const of of [median, ninetiethCentile, longest]) expect(of(counted)).toBe(of(each(some)))
    expect(median(counted)).toBe(5.5)
  })
})

describe('9 in 10', () => {
  it('is a wait that somebody had', () => {
    // 10 waits of 1 to 10 minutes: the ninth. 11: 9.9, so the tenth. 20: the eighteenth.
    expect(ninetiethCentile(upTo(10))).toBe(9)
    expect(ninetiethCentile(upTo(11))).toBe(10)
    expect(ninetiethCentile(upTo(20))).toBe(18)
    expect(ninetiethCentile(each([4]))).toBe(4)
    expect(ninetiethCentile(each([]))).toBeNull()
  })

  it('is the thirtieth of 33, as on the page that was drawn by hand', () => {
    const waits = [...Array.from({ length: 27 }, (_, i) => i % 25), 31, 34, 37, 41, 44, 52]
    expect(waits).toHaveLength(33)
    expect(ninetiethCentile(each(waits))).toBe(37)
  })

  it('always has nine tenths within it, and not with one value less', () => {
    for (let count = 1; count <= 300; count++) {
      const line = ninetiethCentile(upTo(count)) ?? 0
      expect(line * 10).toBeGreaterThanOrEqual(9 * count)
      expect((line - 1) * 10).toBeLessThan(9 * count)
    }
  })
})

describe('feelings', () => {
  // By hand: 3→6, 4→4, 7→5, 2→8: up 2, same 1, down 1; before 2 3 4 7, after 4 5 6 8; (3+0−2+6)/4.
  it('are summed up as pairs', () => {
    const pairs = [
      { before: 3, after: 6, count: 1 },
      { before: 4, after: 4, count: 1 },
      { before: 7, after: 5, count: 1 },
      { before: 2, after: 8, count: 1 },
    ]
    expect(summariseFeelings(pairs)).toEqual({
      pairs: 4,
      up: 2,
      same: 1,
      down: 1,
      medianBefore: 3.5,
      medianAfter: 5.5,
      meanChange: 1.75,
    })
  })

  it('have no middle and no change where nobody was asked twice', () => {
    const none = {
      pairs: 0,
      up: 0,
      same: 0,
      down: 0,
      medianBefore: null,
      medianAfter: null,
      meanChange: null,
    }
    expect(summariseFeelings([])).toEqual(none)
  })

  // The page that was drawn by hand: 18 pairs, 12 up, 5 the same, 1 down, the middle from 3½ to 6.
  it('agree with the worked example', () => {
    const drawn: [number, number[]][] = [
      [1, [4]],
      [2, [2, 5, 6]],
      [3, [3, 5, 5, 6, 7]],
      [4, [4, 6, 7]],
      [5, [4, 6, 7]],
      [6, [6, 8]],
      [7, [7]],
    ]
    const pairs = drawn.flatMap(([before, afters]) => afters.map((after) => ({ before, after, count: 1 })))
    expect(summariseFeelings(pairs)).toMatchObject({
      pairs: 18,
      up: 12,
      same: 5,
      down: 1,
      medianBefore: 3.5,
      medianAfter: 6,
    })
  })
})

describe('small things', () => {
  it('count whole minutes passed', () => {
    expect([0, 59_999, 60_000, 179_999].map(wholeMinutes)).toEqual([0, 0, 1, 2])
  })

  it('take percent of something only', () => {
    expect(percentage(13, 24)).toBe(54)
    expect(percentage(1, 8)).toBe(13)
    expect(percentage(0, 0)).toBeNull()
  })

  it('find the longest, of very many too', () => {
    expect(longest(each([]))).toBeNull()
    expect(longest(each([3, 17, 5]))).toBe(17)
    expect(longest(upTo(300_000))).toBe(300_000)
  })
})

describe('few answers', () => {
  it.each([
    [0, 'sentence', false, false, false],
    [1, 'words', false, false, false],
    [4, 'words', false, false, false],
    [5, 'chart', true, false, false],
    [9, 'chart', true, false, false],
    [10, 'chart', true, true, false],
    [19, 'chart', true, true, false],
    [20, 'chart', true, true, true],
  ])('%i of them', (count, as, hasMiddle, hasNinetieth, hasPercentages) => {
    expect(displayOf(count)).toEqual({ as, hasMiddle, hasNinetieth, hasPercentages })
  })
})
