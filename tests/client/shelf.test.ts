/* Why: a press that none of the keys opens is neither shown as something else nor forgotten: it is counted and told. */
import { expect, it, vi } from 'vitest'
import type { Kept } from '../../client/offline/database.ts'
import { importKeys, seal } from '../../client/offline/sealing.ts'
import { createShelf } from '../../client/offline/shelf.ts'

const rows: object[] = []
vi.mock('../../client/offline/database.ts', () => ({
  // All that `all` asks of it.
  database: () => Promise.resolve({ getAllFromIndex: () => Promise.resolve(rows) } as unknown as Kept),
}))
const keysOf = (letter: string) => importKeys([Buffer.alloc(32, letter).toString('base64url')])

it('what an older secret sealed opens, and what no key opens is counted', async () => {
  const [mine, before, other] = await Promise.all([keysOf('m'), keysOf('b'), keysOf('o')])
  const sealed = async (
    keys: readonly CryptoKey[],
    key: string,
    seq: number,
    about = `waiting c.s ${key}`,
  ) => ({
    ...{ seq, owner: 'c.s', key },
    ...(await seal(
      keys,
      { key, name: 'visit.welcome', input: {}, label: '', at: 0, faults: 0, met: null },
      about,
    )),
  })
  rows.push(
    await sealed(other, 'lost', 1),
    await sealed(before, 'old', 2),
    await sealed(mine, 'new', 3),
    await sealed(mine, 'moved', 4, 'waiting c.s another'),
  )
  const shut = vi.fn<(count: number) => void>()
  const items = await createShelf('c.s', [...mine, ...before], shut).all()
  expect(items.map(({ key }) => key)).toEqual(['old', 'new'])
  expect(shut).toHaveBeenCalledExactlyOnceWith(2)
})
