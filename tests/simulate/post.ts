/** HTTP as a careful program does it: one key for one press, sent again when the network failed or it was asked to wait. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { uuidv7 } from 'uuidv7'
import type { Random } from '../../db/demo/random.ts'
import type { Answer, Asking, QueryName } from '../../shared/contract/index.ts'
import type { Ledger } from './ledger.ts'

export interface Reply {
  status: number
  body: Record<string, unknown>
}

export interface Post {
  readonly token: string
  /** Once, with this key; the network's failures are thrown. */
  send(name: string, input: object, key: string): Promise<Reply>
  /** Until there is an answer. Now and then as if the answer had been lost: then the second must be the same. */
  press(name: string, input: object): Promise<Reply>
  /** @throws Error unless it is answered. */
  ask<K extends QueryName>(name: K, input: Asking<K>): Promise<Answer<K>>
  renew(): Promise<void>
}

/** A server that was killed is back within some seconds. */
const mostTries = 60
/** How often an answer is thrown away on purpose. */
const lostAnswers = 0.03

export function createPost({ url, ledger, draw }: { url: string; ledger: Ledger; draw: Random }): Post {
  let token = ''
  const authorization = () => ({ authorization: `Bearer ${token}` })

  async function patiently(what: string, go: () => Promise<Response>): Promise<Reply> {
    for (let nth = 1; ; nth++) {
      try {
        const response = await go()
        const body = (await response.json()) as Record<string, unknown>
        const isLater = response.status === 503 || response.status === 429
        if (!isLater || nth >= mostTries) return { status: response.status, body }
      } catch (error) {
        if (nth >= mostTries) throw new Error(`${what}: no answer from ${url}`, { cause: error })
      }
      ledger.again()
      await sleep(Math.min(50 * nth, 500))
    }
  }

  const post: Post = {
    get token() {
      return token
    },
    async send(name, input, key) {
      const reply = await patiently(name, () =>
        fetch(`${url}/api/${name}`, {
          method: 'POST',
          headers: { ...authorization(), 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(input),
        }),
      )
      if (typeof reply.body.token === 'string') token = reply.body.token
      return reply
    },
    async press(name, input) {
      const key = uuidv7()
      const first = await post.send(name, input, key)
      const visitId = 'visitId' in input ? String(input.visitId) : null
      ledger.acknowledged({ name, key, status: first.status, visitId })
      if (!draw.chance(lostAnswers)) return first
      ledger.again()
      const second = await post.send(name, input, key)
      if (!isDeepStrictEqual(first, second))
        ledger.wrong(`${name} sent twice with one key was answered twice`)
      return second
    },
    async ask(name, input) {
      const search = new URLSearchParams(Object.entries(input).map(([key, value]) => [key, String(value)]))
      const go = () => fetch(`${url}/api/${name}?${search}`, { headers: authorization() })
      const { status, body } = await patiently(name, go)
      if (status !== 200) throw new Error(`${name} was answered ${status}`)
      return body as Answer<typeof name>
    },
    async renew() {
      await post.send('session.renew', {}, uuidv7())
    },
  }
  return post
}
