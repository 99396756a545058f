/* Why: what the server and the line did, in order, without a server, a line or waiting. */
import type { Network } from '../../client/api/http.ts'

/** An answer to come: a body with its status, or no line at all. */
export type Turn =
  { status: number; body?: unknown; headers?: Record<string, string>; html?: string } | 'noLine'

export interface FakeNetwork extends Network {
  sent: { path: string; init: RequestInit }[]
  waits: number[]
}

/** Answers the nth call with the nth turn; the last one for ever. */
export function fakeNetwork(...turns: Turn[]): FakeNetwork {
  const sent: FakeNetwork['sent'] = []
  const waits: number[] = []
  return {
    sent,
    waits,
    isOnline: () => false,
    wait(ms) {
      waits.push(ms)
      return Promise.resolve()
    },
    fetch(path, init) {
      const turn = turns[Math.min(sent.length, turns.length - 1)]
      sent.push({ path, init })
      if (!turn || turn === 'noLine') return Promise.reject(new TypeError('Failed to fetch'))
      const type = turn.html ? 'text/html' : 'application/json; charset=utf-8'
      const headers = { 'Content-Type': type, ...turn.headers }
      return Promise.resolve(
        new Response(turn.html ?? JSON.stringify(turn.body ?? {}), { status: turn.status, headers }),
      )
    },
  }
}

/** The header of a request that was sent. */
export function headerOf(sent: { init: RequestInit } | undefined, name: string): string | undefined {
  return new Headers(sent?.init.headers).get(name) ?? undefined
}
