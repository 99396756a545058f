/* Why: a page's own presses, answered as a test says, one by one: to see what is sent, with which key, and what the
   page does while an answer is still to come. */
import { vi } from 'vitest'

/** Looks until it is so: parts come when they are fetched, and a busy machine may take its time. */
export const soon = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 30_000 })

interface Asked {
  name: string
  input: Record<string, unknown>
  key: string
  answer: (status: number, body?: unknown) => void
}

/** Takes the place of fetch. Queries are answered at once with `queries[name]`, commands when the test says so. */
export function fakeServer(queries: Record<string, unknown> = {}) {
  const asked: Asked[] = []
  const json = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const name = path.replace('/api/', '').replace(/\?.*/, '')
    if (init.method !== 'POST') return Promise.resolve(json(name in queries ? 200 : 404, queries[name] ?? {}))
    return new Promise<Response>((resolve) => {
      asked.push({
        name,
        input: JSON.parse(init.body as string) as Record<string, unknown>,
        key: new Headers(init.headers).get('Idempotency-Key') ?? '',
        answer: (status, body = {}) => resolve(json(status, body)),
      })
    })
  })
  return {
    asked,
    /** The nth command, once it has been sent. */
    command: (nth: number): Promise<Asked> =>
      soon(() => asked[nth] ?? Promise.reject(new Error(`no command ${nth}`))),
  }
}
