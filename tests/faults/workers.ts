/**
 * Workers who go on as if nothing were wrong: each press is sent again with its key until it is answered, over as
 * many crashes as it takes; some presses are given up by whoever made them. Every one is written down here.
 */
import { io, type Socket } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import type { ClientEvents, ServerEvents } from '../../shared/contract/live.ts'
import { apply, type Held, reset } from '../../shared/domain/board.ts'

export interface Press {
  name: string
  key: string
  /** The visit it is about. */
  visitId: string
  /** Null: nobody was told what came of it. */
  answer: { status: number; text: string } | null
}

export interface Busy {
  readonly presses: Press[]
  held(): Held | null
  /** Lets the press under way be answered, and no more. */
  stop(): Promise<void>
  close(): void
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function signIn(url: string, username: string): Promise<string> {
  const response = await fetch(`${url}/api/session.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'alongside-demo' }),
  })
  if (!response.ok) throw new Error(`${username} could not sign in: ${response.status}`)
  return ((await response.json()) as { token: string }).token
}

/** `draw`: a number from 0 to 1, the same for the same seed. */
export async function startBusy(url: string, username: string, draw: () => number): Promise<Busy> {
  const token = await signIn(url, username)
  const presses: Press[] = []
  const known: string[] = []
  let held: Held | null = null
  let stopping = false

  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    transports: ['websocket'],
    auth: { token },
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
  })
  const follow = () => socket.emit('board.follow', held ? { since: held.to, epoch: held.epoch } : {})
  socket.on('connect', () => void follow())
  socket.on('board.reset', (board) => void (held = reset(held, board)))
  socket.on('board.delta', (delta) => {
    if (!held || apply(held, delta) === 'gap') follow()
  })

  async function send(name: string, body: object, key: string): Promise<Press['answer']> {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
    }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    try {
      const response = await fetch(`${url}/api/${name}`, init)
      // A server that is going down or coming up: not an answer yet.
      if (response.status >= 500) return null
      return { status: response.status, text: await response.text() }
    } catch {
      return null
    }
  }

  /** Whether it was answered. */
  async function press(name: string, visitId: string): Promise<boolean> {
    const made: Press = { name, key: uuidv7(), visitId, answer: null }
    presses.push(made)
    const isGivenUp = draw() < 0.1
    const body = name === 'visit.arrive' ? { visitId, label: `Guest ${presses.length}` } : { visitId }
    for (;;) {
      made.answer = await send(name, body, made.key)
      if (made.answer) return true
      if (isGivenUp) return false
      await pause(20)
    }
  }

  async function goOn(): Promise<void> {
    while (!stopping) {
      const dice = draw()
      const about = known[Math.floor(draw() * known.length)]
      if (dice < 0.4 || about === undefined) {
        const visitId = uuidv7()
        if (await press('visit.arrive', visitId)) known.push(visitId)
      } else if (dice < 0.6) await press('visit.pickUp', about)
      else if (dice < 0.75) await press('visit.beginWith', about)
      else if (dice < 0.9) await press('visit.leave', about)
      else await press('visit.lookIn', about)
      await pause(Math.floor(draw() * 15))
    }
  }
  const going = goOn()

  return {
    presses,
    held: () => held,
    async stop() {
      stopping = true
      await going
    },
    close: () => void socket.disconnect(),
  }
}
