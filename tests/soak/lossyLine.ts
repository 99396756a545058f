/**
 * A bad line between screens and server: of what goes through, either way, one piece in ten is lost, and with it the
 * connection it was on, so that a press never came or its answer never did. On a live line one in a hundred, since a
 * busy board sends many: what is lost on it without anybody noticing is lost at the client (SimulateOptions.loses).
 */
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface LossyLine {
  readonly url: string
  readonly lost: number
  /** From now on nothing is lost. */
  mend(): void
  close(): void
}

const ofCalls = 0.1
const ofLive = 0.01

/** `draw`: a number from 0 to 1. */
export async function openLossyLine(to: number, draw: () => number): Promise<LossyLine> {
  const open = new Set<Socket>()
  let lost = 0
  let isBad = true
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    let part = ofCalls
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.setNoDelay(true)
      one.on('error', end)
      one.on('close', () => {
        open.delete(one)
        end()
      })
      one.on('data', (piece) => {
        if (one === near && /\r\nupgrade: websocket/i.test(piece.toString('latin1'))) part = ofLive
        if (!isBad || draw() >= part) return void other.write(piece)
        lost += 1
        end()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    get lost() {
      return lost
    },
    mend: () => void (isBad = false),
    close() {
      server.close()
      for (const one of open) one.destroy()
    },
  }
}
