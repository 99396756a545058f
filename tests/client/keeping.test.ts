/* Why: a browser that has a database but opens none keeps nothing, and the page says so. */
import { expect, it, vi } from 'vitest'
import { keeping, openOutbox } from '../../client/offline/pageOutbox.ts'

vi.mock('../../client/offline/database.ts', () => ({
  database: () => Promise.reject(new DOMException('a private window', 'InvalidStateError')),
}))
vi.mock('../../client/offline/sealing.ts', async (original) => ({
  ...(await original<object>()),
  canKeep: () => true,
}))

it('nothing can be kept where the database doesn’t open', async () => {
  expect(await openOutbox({ staffId: 's', centreId: 'c' })).toBeNull()
  expect(keeping.value).toBe('off')
})
