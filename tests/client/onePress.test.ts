/* Why: what may have been done isn't done twice: a press without an answer keeps its key, any other is a new one. */
import { expect, it, vi } from 'vitest'
import { call } from '../../client/api/call.ts'
import { onePress } from '../../client/api/onePress.ts'

vi.mock('../../client/api/call.ts', async (whole) => ({ ...(await whole<object>()), call: vi.fn() }))

it('pressed again as it was without an answer goes under the same key, and under another in every other case', async () => {
  const lost = { ok: false, kind: 'unavailable' } as const
  const refused = { ok: false, kind: 'notAllowed' } as const
  const done = { ok: true, value: { id: 'v', seq: 1 } } as const
  for (const one of [lost, lost, refused, lost, lost, done, done]) vi.mocked(call).mockResolvedValueOnce(one)
  const send = onePress('visit.welcome')
  for (const visitId of ['a', 'a', 'a', 'a', 'b', 'b', 'b']) await send({ visitId })
  const keys = vi.mocked(call).mock.calls.map(([, , options]) => options?.key)
  const [first, again, after, fourth, other, otherAgain, last] = keys
  // The third is still the press that nobody answered; the fourth comes after an answer; the fifth says another thing.
  expect([again, after, otherAgain]).toEqual([first, first, other])
  expect(new Set([first, fourth, other, last]).size).toBe(4)
})
