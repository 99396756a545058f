/**
 * One worker signed in from outside: commands and queries over HTTP, the live board over Socket.IO, as any
 * program could. A press has one key however often it is sent; the board is applied by the rules that the
 * product's own client uses.
 */
import { io, type Socket } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import type { Answer, Asking, CommandName, Output, QueryName, Sent } from '../../shared/contract/index.ts'
import type { ClientEvents, ServerEvents } from '../../shared/contract/live.ts'
import type { Role } from '../../shared/contract/role.ts'
import type { Random } from '../../db/demo/random.ts'
import { apply, type HeldBoard, reset } from '../../shared/domain/board.ts'
import type { Ledger } from './ledger.ts'
import { createPost } from './post.ts'

export type Reply<K extends CommandName> =
  { is: 'done'; value: Output<K> } | { is: 'refused'; state: string } | { is: 'wrong'; status: number }

export interface Client {
  readonly username: string
  readonly staffId: string
  readonly name: string
  readonly role: Role
  /** The picture as this worker's screen has it; null before the first. */
  readonly held: HeldBoard | null
  call<K extends CommandName>(name: K, input: Sent<K>): Promise<Reply<K>>
  ask<K extends QueryName>(name: K, input: Asking<K>): Promise<Answer<K>>
  /** The line drops, and comes back by itself. */
  drop(): void
  close(): void
}

const halfALife = 15 * 60_000

/** Signs in and follows the board. @throws Error when that fails. */
export async function connect(parts: {
  url: string
  username: string
  password: string
  ledger: Ledger
  draw: Random
  /** See SimulateOptions. */
  loses?: () => boolean
}): Promise<Client> {
  const { url, username, password, ledger, draw, loses = () => false } = parts
  const post = createPost({ url, ledger, draw })
  const signIn = await post.send('session.signIn', { username, password }, uuidv7())
  if (signIn.status !== 200) throw new Error(`${username} could not sign in: ${signIn.status}`)
  const me = await post.ask('session', {})

  let held: HeldBoard | null = null
  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    transports: ['websocket'],
    auth: (give) => give({ token: post.token }),
    reconnectionDelay: 50,
    reconnectionDelayMax: 1_000,
  })
  const follow = () => socket.emit('board.follow', held ? { since: held.to, epoch: held.epoch } : {})
  socket.on('connect', () => void follow())
  socket.on('board.reset', (board) => {
    ledger.heard('reset')
    held = reset(held, board)
  })
  socket.on('board.delta', (delta) => {
    if (loses()) return
    ledger.heard('delta')
    if (held && apply(held, delta) !== 'gap') return
    ledger.heard('gap')
    follow()
  })
  // A socket that the server ended, or didn't let in while it came up, doesn't try again by itself: a screen does.
  let isClosed = false
  const redial = () => {
    if (!isClosed && !socket.active) setTimeout(() => void (isClosed || socket.connect()), 200)
  }
  socket.on('disconnect', () => {
    ledger.heard('reconnect')
    redial()
  })
  socket.on('connect_error', redial)
  const renewing = setInterval(() => {
    post.renew().catch((error: unknown) => ledger.wrong(`${username} could not renew: ${String(error)}`))
  }, halfALife)

  return {
    username,
    staffId: me.staffId,
    name: me.name,
    role: me.role,
    get held() {
      return held
    },
    async call(name, input) {
      const began = performance.now()
      const { status, body } = await post.press(name, input)
      ledger.command(name, performance.now() - began)
      // Two worlds meet: JSON comes back, and the contract says of what shape.
      if (status === 200) return { is: 'done', value: body as Output<typeof name> }
      if (status === 409) {
        const state = String(body.error)
        ledger.refused(name, state)
        return { is: 'refused', state }
      }
      ledger.wrong(`${name} by ${username} was answered ${status}: ${JSON.stringify(body)}`)
      return { is: 'wrong', status }
    },
    ask: (name, input) => post.ask(name, input),
    drop() {
      socket.io.engine.close()
    },
    close() {
      clearInterval(renewing)
      isClosed = true
      socket.disconnect()
    },
  }
}
