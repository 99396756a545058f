/* Why: six digits are little: what they open without the server is nobody else's, on no other device, not after a few
   guesses, and not for long. */
import { describe, expect, it } from 'vitest'
import { createDoors, type Door, type DoorShelf, mostGuesses } from '../../client/offline/door.ts'

const hours = 3_600_000
const opensFor = 72 * hours
const imani = { staffId: 'imani', name: 'Imani', mark: 'first', opensFor }
const tomasz = { staffId: 'tomasz', name: 'Tomasz', mark: 'other', opensFor }
const [ofImani, ofTomasz] = ['c.imani', 'c.tomasz']
const inside = { keys: ['what opens her seals'] }

const newSecret = () => crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

/** A device: what it keeps, its own secret, and its clock. */
async function device(doors = new Map<string, Door>()) {
  let at = 1_700_000_000_000
  const secret = await newSecret()
  const shelf: DoorShelf = {
    all: () => Promise.resolve([...doors.values()]),
    change(owner, next) {
      const door = next(doors.get(owner))
      if (door) doors.set(owner, door)
      else doors.delete(owner)
      return Promise.resolve(door)
    },
    secret: () => Promise.resolve(secret),
  }
  // Few rounds: how many there are changes nothing of this.
  return { ...createDoors(shelf, () => at, 10), kept: doors, secret, pass: (ms: number) => (at += ms) }
}
async function withDoor() {
  const desk = await device()
  await desk.keep(ofImani, '804291', imani, inside)
  return desk
}

describe('a PIN', () => {
  it('opens what was kept with it, as often as it is right', async () => {
    const desk = await withDoor()
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'open', inside })
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'open', inside })
  })

  it('stands nowhere, and nor does what it opens', async () => {
    const desk = await withDoor()
    const [door] = desk.kept.values()
    const bytes = Buffer.concat([Buffer.from(door!.sealed.box), door!.sealed.iv, door!.salt])
    const all = `${JSON.stringify(door)} ${bytes.toString('latin1')}`
    for (const secret of ['804291', 'what opens her seals']) expect(all).not.toContain(secret)
    expect(desk.secret.extractable).toBe(false)
  })

  it('that is wrong opens nothing, and nothing at all after five', async () => {
    const desk = await withDoor()
    for (let left = mostGuesses - 1; left >= 0; left--)
      expect(await desk.open(ofImani, '111222')).toEqual({ is: 'wrong', left })
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'shut' })
    expect(desk.kept.size).toBe(0)
  })

  it('that is right in between begins the count anew', async () => {
    const desk = await withDoor()
    for (let guess = 0; guess < 3 * mostGuesses; guess++)
      await desk.open(ofImani, guess % 3 === 2 ? '804291' : '111222')
    expect(await desk.open(ofImani, '804291')).toMatchObject({ is: 'open' })
  })

  it('guessed in many tabs at once has no more guesses than in one', async () => {
    const desk = await withDoor()
    const met = await Promise.all(Array.from({ length: 12 }, () => desk.open(ofImani, '111222')))
    expect(met.filter(({ is }) => is === 'wrong')).toHaveLength(mostGuesses)
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'shut' })
  })

  it('of one worker opens nothing of another’s, not even the same digits', async () => {
    const desk = await withDoor()
    await desk.keep(ofTomasz, '593017', tomasz, { keys: ['his'] })
    expect(await desk.open(ofTomasz, '804291')).toMatchObject({ is: 'wrong' })
    expect(await desk.open(ofImani, '593017')).toMatchObject({ is: 'wrong' })
    // Hers put in the place of his: it is sealed as hers.
    await desk.keep(ofTomasz, '804291', tomasz, { keys: ['his'] })
    desk.kept.set(ofTomasz, { ...desk.kept.get(ofImani)!, owner: ofTomasz })
    expect(await desk.open(ofTomasz, '804291')).toMatchObject({ is: 'wrong' })
  })

  it('opens nothing on another device, though all that was kept was copied there', async () => {
    const desk = await withDoor()
    const other = await device(new Map(desk.kept))
    expect(await other.open(ofImani, '804291')).toMatchObject({ is: 'wrong' })
  })

  it('opens nothing where none was kept', async () => {
    const desk = await device()
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'shut' })
  })
})

describe('a door', () => {
  it('is over three days after the server was last heard, and stands longer when it was', async () => {
    const desk = await withDoor()
    desk.pass(opensFor - 1)
    expect(await desk.standing()).toHaveLength(1)
    await desk.hear([imani])
    desk.pass(opensFor - 1)
    expect(await desk.open(ofImani, '804291')).toMatchObject({ is: 'open' })
    desk.pass(1)
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'shut' })
    expect(desk.kept.size).toBe(0)
  })

  it('that is over goes from the disk when anybody looks, and no other with it', async () => {
    const desk = await withDoor()
    await desk.keep(ofTomasz, '593017', { ...tomasz, opensFor: hours }, inside)
    desk.pass(hours)
    expect((await desk.standing()).map(({ owner }) => owner)).toEqual([ofImani])
    expect([...desk.kept.keys()]).toEqual([ofImani])
  })

  it('isn’t kept open by a clock that is put back', async () => {
    const desk = await withDoor()
    desk.pass(50 * hours)
    expect(await desk.open(ofImani, '804291')).toMatchObject({ is: 'open' })
    desk.pass(-hours)
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'shut' })
  })

  it('ends sooner for whoever leaves sooner', async () => {
    const desk = await withDoor()
    await desk.hear([{ ...imani, opensFor: hours }])
    desk.pass(hours)
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'shut' })
  })

  it.each([
    ['the PIN, the role or the agency has changed', [{ ...imani, mark: 'second' }]],
    ['the worker was switched off', [tomasz]],
  ])('is gone when the server says that %s', async (_, said) => {
    const desk = await withDoor()
    await desk.hear(said)
    expect(desk.kept.size).toBe(0)
    expect(await desk.open(ofImani, '804291')).toEqual({ is: 'shut' })
  })

  it('is another one once another PIN was right', async () => {
    const desk = await withDoor()
    await desk.keep(ofImani, '593017', { ...imani, mark: 'second' }, inside)
    expect(await desk.open(ofImani, '804291')).toMatchObject({ is: 'wrong' })
    expect(await desk.open(ofImani, '593017')).toMatchObject({ is: 'open' })
  })
})
