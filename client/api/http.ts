/* Why: one press over the network. Knows HTTP and nothing of the product; never throws and never guesses: what
   isn't an answer of ours is "unavailable", and only that is tried again. */

/** What every call can end in besides an answer. `retryAfter` in seconds. */
export type Trouble =
  | { ok: false; kind: 'invalid'; issues: Issue[] }
  | { ok: false; kind: 'signedOut' }
  | { ok: false; kind: 'notAllowed' }
  | { ok: false; kind: 'notFound' }
  | { ok: false; kind: 'tooMany'; retryAfter: number }
  /** `isAsking`: nothing was to be saved. */
  | { ok: false; kind: 'unavailable'; isOffline: boolean; retryAfter: number | null; isAsking?: boolean }
  | { ok: false; kind: 'fault'; id: string | null }
/** One thing wrong with an input: the path of the field ('' the whole) and what, as a key. */
export interface Issue {
  path: string
  message: string
}
export type RawAnswer =
  | { ok: true; value: unknown }
  | { ok: false; kind: 'refused'; state: string; facts: Record<string, unknown> }
  | Trouble

/** How many times a press is tried before it is "unavailable", and the waits between, in ms. */
export const backoff = [300, 1_000, 2_500] as const
/** Nobody waits longer than this for one try, in ms. */
const patience = 15_000

/** What a test puts in place of the browser. */
export interface Network {
  fetch(path: string, init: RequestInit): Promise<Response>
  wait(ms: number): Promise<void>
  isOnline(): boolean
}
export const browserNetwork: Network = {
  fetch: (path, init) => fetch(path, init),
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  isOnline: () => navigator.onLine,
}

/**
 * Sends `init` and, after a network failure or a 503, sends the very same again. Safe for commands because
 * their key goes with them, and for queries because they change nothing. `missed` hears of each try that got
 * no answer, long before the last; `waits` are the pauses between, in ms.
 */
export async function send(
  path: string,
  init: RequestInit,
  network: Network = browserNetwork,
  missed?: () => void,
  waits: readonly number[] = backoff,
): Promise<RawAnswer> {
  for (let attempt = 0; ; attempt++) {
    const answer = await sendOnce(path, init, network)
    const wait = waits[attempt]
    if (answer.ok || answer.kind !== 'unavailable' || init.signal?.aborted) return answer
    missed?.()
    if (wait === undefined) return answer
    await network.wait(Math.max(wait, (answer.retryAfter ?? 0) * 1_000))
  }
}

async function sendOnce(path: string, init: RequestInit, network: Network): Promise<RawAnswer> {
  try {
    const limit = AbortSignal.timeout(patience)
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
    const response = await network.fetch(path, { ...init, signal, credentials: 'same-origin' })
    return understand(response, await bodyOf(response))
  } catch {
    // fetch throws for one reason only: no whole answer came. What happened at the other end isn't known.
    return { ok: false, kind: 'unavailable', isOffline: !network.isOnline(), retryAfter: null }
  }
}

/** Null where it isn't ours: a hotel's sign-in page answers 200 to everything. */
async function bodyOf(response: Response): Promise<Record<string, unknown> | null> {
  const text = await response.text()
  if (!response.headers.get('Content-Type')?.includes('json')) return null
  const body: unknown = JSON.parse(text)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null
}

function understand(response: Response, body: Record<string, unknown> | null): RawAnswer {
  const { error, ...rest } = body ?? {}
  const retryAfter = Number(response.headers.get('Retry-After')) || null
  if (!body && response.ok) return { ok: false, kind: 'unavailable', isOffline: false, retryAfter }
  switch (response.status) {
    case 200:
      return { ok: true, value: body }
    case 400:
      return { ok: false, kind: 'invalid', issues: issuesOf(rest.issues) }
    case 401:
      return { ok: false, kind: 'signedOut' }
    case 403:
      return { ok: false, kind: 'notAllowed' }
    case 404:
      return { ok: false, kind: 'notFound' }
    case 409:
      return { ok: false, kind: 'refused', state: String(error), facts: rest }
    case 413:
      return { ok: false, kind: 'invalid', issues: [{ path: '', message: 'tooLarge' }] }
    case 429:
      return { ok: false, kind: 'tooMany', retryAfter: retryAfter ?? 60 }
    case 502:
    case 503:
    case 504:
      return { ok: false, kind: 'unavailable', isOffline: false, retryAfter }
    default:
      return { ok: false, kind: 'fault', id: typeof rest.id === 'string' ? rest.id : null }
  }
}

function issuesOf(given: unknown): Issue[] {
  if (!Array.isArray(given)) return []
  return given.map((issue: { path?: unknown; message?: unknown }) => ({
    path: typeof issue.path === 'string' ? issue.path : '',
    message: typeof issue.message === 'string' ? issue.message : '',
  }))
}
