/* Why: “12 minutes ago” mustn't become an hour because somebody put a tablet's clock right. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clock, createClock, startClock } from '../../client/api/clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the centre’s clock', () => {
  it('stands halfway between asking and answering', () => {
    let device = 5_000
    const one = createClock(() => device)
    device = 5_400
    one.sync(1_000_000, 5_000)
    expect(one.read()).toBe(1_000_200)
    device = 6_400
    expect(one.read()).toBe(1_001_200)
  })

  it('runs faster where the demonstration does', () => {
    let device = 0
    const one = createClock(() => device)
    one.sync(0, 0, 60)
    device = 1_000
    expect(one.read()).toBe(60_000)
  })

  it('isn’t bent by a device whose clock is put right, and has the server asked again', () => {
    const lostCount = vi.fn<() => void>()
    const stop = startClock(lostCount)
    clock.sync(1_000_000, clock.device())
    vi.advanceTimersByTime(3_000)
    expect(lostCount).not.toHaveBeenCalled()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(2_000)
    expect(clock.now.value).toBe(1_005_000)
    expect(lostCount).toHaveBeenCalledOnce()
    stop()
  })
})
