/**
 * Workers who go on as if nothing were wrong: each press is sent again with its key until it is answered, over as
 * many crashes as it takes; some presses are given up by whoever made them. Every one is written down here.
 */
import { io, type Socket } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import type { ClientEvents, ServerEvents } from '../../shared/contract/live.ts'
import { apply, type HeldBoard, reset } from '../../shared/domain/board.ts'

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
  held(): HeldBoard | null
  /** Lets the press under way be answered, and no more. */
  stop(): Promise<void>
  close(): void
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** @returns a token. A server that is busy or away is asked again. */
export async function signIn(url: string, username: string): Promise<string> {
  for (let nth = 1; ; nth++) {
    const response = await fetch(`${url}/api/session.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'alongside-demo' }),
    })
    if (response.ok) return ((await response.json()) as { token: string }).token
    if (response.status !== 503 || nth === 50)
      throw new Error(`${username} could not sign in: ${response.status}`)
    await pause(100)
  }
}

/** Sends a command once. Gives what came back, whatever it was; the status is 0 where nobody answered. */
export function plainSender(url: string, token: string) {
  return async (name: string, body: object, key: string): Promise<{ status: number; text: string }> => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
    }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    try {
      const response = await fetch(`${url}/api/${name}`, init)
      return { status: response.status, text: await response.text() }
    } catch {
      return { status: 0, text: '' }
    }
  }
}

/** What was answered. Null: nobody said what came of it, or a server that goes down or comes up asked for patience. */
export const answerIn = (came: { status: number; text: string }): Press['answer'] =>
  came.status === 0 || came.status >= 500 ? null : came

/** Sends a command once, and gives what was answered. */
export function sender(url: string, token: string) {
  const send = plainSender(url, token)
  return async (name: string, body: object, key: string) => answerIn(await send(name, body, key))
}

/** `draw`: a number from 0 to 1, the same for the same seed. */
export async function startBusy(url: string, username: string, draw: () => number): Promise<Busy> {
  const token = await signIn(url, username)
  const presses: Press[] = []
  const known: string[] = []
  let held: HeldBoard | null = null
  let stopping = false

  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    transports: ['websocket'],
    auth: { token },
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
  })
  const follow = () => socket.emit('board.follow', held ? { since: held.to, epoch: held.epoch } : {})
  socket.on('connect', () => void follow())
  // Cut off or refused by the server, while its database was away, the library leaves it at that: a screen dials again.
  let isClosed = false
  const redial = () => {
    if (!isClosed && !socket.active) setTimeout(() => void (isClosed || socket.connect()), 100)
  }
  socket.on('disconnect', redial)
  socket.on('connect_error', redial)
  socket.on('board.reset', (board) => void (held = reset(held, board)))
  socket.on('board.delta', (delta) => {
    if (!held || apply(held, delta) === 'gap') follow()
  })

  const send = sender(url, token)

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

  /** Twenty at once, so that a kill finds a group of them between the first and COMMIT. */
  async function burst(): Promise<void> {
    await Promise.all(Array.from({ length: 20 }, () => press('visit.arrive', uuidv7())))
  }

  async function goOn(): Promise<void> {
    while (!stopping) {
      const dice = draw()
      const about = known[Math.floor(draw() * known.length)]
      if (dice < 0.04) await burst()
      else if (dice < 0.4 || about === undefined) {
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
    close() {
      isClosed = true
      socket.disconnect()
    },
  }
}
