/* Why: a press that was stored is done once, in its order, whatever dies in between; and what the server refuses
   later is kept for whoever typed it. */
import { describe, expect, it } from 'vitest'
import type { RawAnswer } from '../../client/api/http.ts'
import type { Item } from '../../client/offline/outbox.ts'
import { soon } from './fakeServer.ts'
import { gone, noLine, press, world } from './outboxWorld.ts'

describe('a press', () => {
  it('is stored before it is sent, answered, and gone when it is done', async () => {
    const seen: number[] = []
    const { tab, rows } = world(() => {
      seen.push(rows.size)
      return { ok: true, value: { id: 'v', seq: 3 } }
    })
    expect(await tab().take(press('a'))).toEqual({ ok: true, value: { id: 'v', seq: 3 } })
    expect([seen, rows.size]).toEqual([[1], 0])
  })

  it('waits where there is no line, and goes up by itself, in order', async () => {
    let isUp = false
    const { tab, rows, order, time } = world(() => (isUp ? { ok: true, value: {} } : noLine))
    const outbox = tab()
    for (const key of ['a', 'b', 'c']) expect(await outbox.take(press(key))).toBe('waiting')
    expect(outbox.items.value.map((one) => one.key)).toEqual(['a', 'b', 'c'])
    isUp = true
    time.pass(30_000)
    await soon(() => expect(rows.size).toBe(0))
    expect(order).toEqual(['a', 'b', 'c'])
  })

  it('is tried by no clock while nobody can see the page', async () => {
    let tries = 0
    const { tab, time } = world(() => {
      tries += 1
      return noLine
    })
    const outbox = tab(() => false)
    await outbox.take(press('a'))
    const before = tries
    time.pass(3_600_000)
    await outbox.look()
    expect(tries).toBe(before)
    await outbox.wake()
    expect(tries).toBe(before + 1)
  })

  it('taken twice with one key is one press', async () => {
    const { tab, rows } = world(() => noLine)
    const outbox = tab()
    await outbox.take(press('a'))
    await outbox.take(press('a'))
    expect(rows.size).toBe(1)
  })

  it('that the server did not answer is done once', async () => {
    const { tab, rows, order } = world((_, nth) => (nth === 0 ? 'lost' : { ok: true, value: {} }))
    const outbox = tab()
    expect(await outbox.take(press('a'))).toBe('waiting')
    await outbox.wake()
    expect([rows.size, order]).toEqual([0, ['a']])
  })
})

describe('tabs', () => {
  it('that die leave everything to the next one', async () => {
    let isUp = false
    const { tab, rows, order } = world(() => (isUp ? { ok: true, value: {} } : noLine))
    const first = tab()
    await first.take(press('a'))
    await first.take(press('b'))
    first.close()
    expect(rows.size).toBe(2)
    isUp = true
    await tab().wake()
    expect([rows.size, order]).toEqual([0, ['a', 'b']])
  })

  it('of one worker send one at a time, and each is told how its own press ended', async () => {
    const { tab, rows, order } = world((item) => (item.key === 'b1' ? gone : { ok: true, value: item.key }))
    const [one, two] = [tab(), tab()]
    const keys = ['a1', 'b1', 'a2', 'b2', 'a3', 'b3']
    const answers = await Promise.all(keys.map((key) => (key.startsWith('a') ? one : two).take(press(key))))
    expect(answers[0]).toEqual({ ok: true, value: 'a1' })
    expect(answers[1]).toEqual(gone)
    expect(order.toSorted()).toEqual(keys.toSorted())
    expect(new Set(order).size).toBe(keys.length)
    await soon(() => expect(rows.size).toBe(0))
  })

  it('forty presses over a line that drops every third are all done, each once', async () => {
    const { tab, rows, order, time } = world((_, nth) =>
      nth % 3 === 2 ? (nth % 2 ? 'lost' : noLine) : { ok: true, value: {} },
    )
    const keys = Array.from({ length: 40 }, (_, nth) => `k${nth}`)
    let outbox = tab()
    for (const [nth, key] of keys.entries()) {
      await outbox.take(press(key))
      if (nth % 7 !== 0) continue
      outbox.close()
      outbox = tab()
    }
    await soon(() => {
      time.pass(30_000)
      expect(rows.size).toBe(0)
    })
    expect(order).toEqual(keys)
  })
})

describe('what the server refuses', () => {
  it('at once goes back to whoever pressed, who has what they typed before them', async () => {
    const { tab, rows } = world(() => gone)
    expect(await tab().take(press('a'))).toEqual(gone)
    expect(rows.size).toBe(0)
  })

  it('later stays, with what was typed, and keeps nothing behind it from being done', async () => {
    let isUp = false
    const { tab, order } = world((item) =>
      !isUp ? noLine : item.key === 'bye' ? gone : { ok: true, value: {} },
    )
    const first = tab()
    await first.take(press('bye', { word: 'Went home with their sister.' }))
    await first.take(press('b'))
    first.close()
    isUp = true
    const outbox = tab()
    await outbox.wake()
    expect(order).toEqual(['bye', 'b'])
    expect(outbox.items.value).toMatchObject([
      { key: 'bye', met: gone, input: { word: 'Went home with their sister.' } },
    ])
    await outbox.wake()
    expect(order).toEqual(['bye', 'b'])
    // Only on request does it go again, as a press of its own, as it happened then.
    await outbox.again(outbox.items.value[0]!.seq)
    await soon(() => expect(order).toHaveLength(3))
  })

  it('goes again once, however often and from however many tabs it is asked for', async () => {
    let isUp = false
    const { tab, order, rows } = world((item) => {
      if (!isUp) return noLine
      return item.key.includes('again.2') ? { ok: true, value: {} } : gone
    })
    const first = tab()
    await first.take(press('bye'))
    first.close()
    isUp = true
    const [one, two] = [tab(), tab()]
    await one.wake()
    await two.look()
    const { seq } = one.items.value[0]!
    await Promise.all([one.again(seq), one.again(seq), two.again(seq)])
    await soon(() => expect(one.items.value).toMatchObject([{ key: 'again.1.bye', met: gone }]))
    await one.again(one.items.value[0]!.seq)
    await soon(() => expect(rows.size).toBe(0))
    expect(order).toEqual(['bye', 'again.1.bye', 'again.2.bye'])
  })

  it('for its time goes again as of now; a walk-in that exists goes as another', async () => {
    const late: RawAnswer = { ok: false, kind: 'refused', state: 'tooLongAgo', facts: {} }
    const exists: RawAnswer = { ok: false, kind: 'refused', state: 'visitExists', facts: {} }
    const sent: Record<string, unknown>[] = []
    let isUp = false
    const { tab } = world((item) => {
      if (!isUp) return noLine
      sent.push(item.input)
      return item.label === 'late' ? late : exists
    })
    const outbox = tab()
    await outbox.take(press('late', { visitId: 'l' }))
    await outbox.take(press('there', { visitId: 't' }))
    isUp = true
    await outbox.wake()
    for (const { seq } of outbox.items.value) await outbox.again(seq)
    await soon(() => expect(sent).toHaveLength(4))
    expect(sent[2]).toEqual({ visitId: 'l' })
    expect(sent[3]).toMatchObject({ occurredAt: 5 })
    expect(sent[3]!.visitId).not.toBe('t')
  })

  it('in another tab is gone before whoever pressed hears of it: pressed again at once, it isn’t lost', async () => {
    const { tab, rows } = world(() => noLine)
    const outbox = tab(() => true, false)
    let isTold = false
    void outbox.take(press('a')).then(() => (isTold = true))
    await soon(() => expect(rows.size).toBe(1))
    const [[seq, item]] = [...rows] as [[number, Item]]
    // The other tab was refused, and has kept it for whoever typed it.
    rows.set(seq, { ...item, met: gone })
    const stood: boolean[] = []
    const remove = rows.delete.bind(rows)
    rows.delete = (which) => {
      stood.push(isTold)
      return remove(which)
    }
    await outbox.hear({ key: 'a', answer: gone })
    expect(stood).toEqual([false])
    await soon(() => expect(isTold).toBe(true))
    expect(rows.size).toBe(0)
  })

  it('is put away by its author alone', async () => {
    let isUp = false
    const { tab, rows } = world(() => (isUp ? gone : noLine))
    const outbox = tab()
    await outbox.take(press('a'))
    const { seq } = outbox.items.value[0]!
    await outbox.dismiss(seq)
    expect(rows.size).toBe(1)
    isUp = true
    await outbox.wake()
    await outbox.dismiss(seq)
    expect(rows.size).toBe(0)
  })

  it('with a fault of its own is tried again, and in the end shown rather than in everybody’s way', async () => {
    let isUp = false
    const fault: RawAnswer = { ok: false, kind: 'fault', id: 'f' }
    const { tab, order } = world((item) =>
      !isUp ? noLine : item.key === 'a' ? fault : { ok: true, value: {} },
    )
    const outbox = tab()
    await outbox.take(press('a'))
    await outbox.take(press('b'))
    isUp = true
    for (let tries = 0; tries < 6; tries++) await outbox.wake()
    expect(outbox.items.value).toMatchObject([{ key: 'a', met: fault }])
    expect(order).toEqual(['b'])
  })
})
