/* Why: the one way the client asks for anything. Typed by the contract; never throws. */
import type { Answer, Asking, QueryName } from '../../shared/contract/index.ts'
import { caller } from './call.ts'
import { browserNetwork, send, type Network, type Trouble } from './http.ts'
import { owes, standsBefore } from './owedSignOut.ts'
import { told } from './told.ts'

export type Asked<K extends QueryName> = { ok: true; value: Answer<K> } | Trouble

interface How {
  signal?: AbortSignal
  network?: Network
  /** In whose name, where that isn't whoever this page is open for: they have just come in, and it hasn't begun anew. */
  as?: string
  /** Told after each try that got no answer. */
  missed?: () => void
}

/** Asks `name`; fields that are undefined or empty stay out of the address. */
export async function ask<K extends QueryName>(
  name: K,
  input: Asking<K>,
  { signal, network = browserNetwork, as = caller.me?.staffId, missed }: How = {},
): Promise<Asked<K>> {
  const first = owes() ? await standsBefore(network, name) : null
  const answer =
    first ??
    (await send(
      `/api/${name}${addressOf(input)}`,
      { signal, headers: { 'X-Page': pageName(), ...inTheNameOf(name, as) } },
      network,
      missed,
    ))
  if (!answer.ok && answer.kind === 'signedOut') told.signedOut()
  // Nothing was to be saved: the sentence for it is another one.
  if (!answer.ok && answer.kind === 'unavailable') return { ...answer, isAsking: true }
  // Here JSON meets the contract's types. A query has no refusals, so no such answer can come.
  return answer as Asked<K>
}

/** `?a=1&b=2`, or '' for nothing. Lists repeat their name. */
export function addressOf(input: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    const values: unknown[] = Array.isArray(value) ? value : [value]
    for (const one of values)
      if (one !== undefined && one !== null && one !== '')
        search.append(name, typeof one === 'string' ? one : JSON.stringify(one))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

/** The page that asks, without what it is about: it goes into the record of who looked. */
export function pageName(): string {
  const [, page = '', , part = page] = location.pathname.split('/')
  // An address may end with a stroke.
  return part || page
}

/** In the name of whoever this page is open for, unless it asks who that is by now: nothing of another's comes to it. */
const inTheNameOf = (name: QueryName, as: string | undefined) =>
  as !== undefined && name !== 'session' ? { 'Alongside-As': as } : null
