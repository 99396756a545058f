/* Why: the one way the client changes anything. Typed by the contract; never throws, so that what was typed is
   never lost in a catch. One press has one key, however often it is sent. */
import { loadWords } from '../i18n/i18n.ts'
import { clock } from './clock.ts'
import { newId } from './newId.ts'
import { outboxed } from './outboxed.ts'
import type { CommandName, FactsOf, Output, RefusalOf, Sent } from '../../shared/contract/index.ts'
import { browserNetwork, send, type Network, type Trouble } from './http.ts'
import { offline, type Owner, type Posted } from './offline.ts'
import { owes, standsBefore } from './owedSignOut.ts'
import { told } from './told.ts'

/** A refusal is expected: the state met, and its facts. `refusalSentence(result)` says it in words. */
export type Refused<K extends CommandName> = {
  [R in RefusalOf<K>]: { ok: false; kind: 'refused'; state: R; facts: FactsOf<K, R> }
}[RefusalOf<K>]
/** `isWaiting`: not done yet. It is kept here, and sent by itself when the server can be reached. */
export type Result<K extends CommandName> =
  { ok: true; value: Output<K>; isWaiting?: boolean } | Refused<K> | Trouble
/** Anything but an answer, of whichever command. */
export type NotDone = Trouble | { ok: false; kind: 'refused'; state: string; facts: Record<string, unknown> }

/** A key for one press. Make it when the press begins, keep it while that press may be sent again. */
export const newKey = (): string => newId()

/** Whoever is signed in on this page; calls go in their name alone. Set by session.ts. */
export const caller: { me: Owner | null } = { me: null }

/** When presses were made that nobody knows the end of, by key: sent again they are the same, to the moment. */
const moments = new Map<string, number>()

/**
 * Asks for `name` with `input`. `key` is needed only where a page itself sends the same press again (after
 * "Try again"): without it each call is a press of its own. `label`: what somebody without a card is called.
 */
export async function call<K extends CommandName>(
  name: K,
  input: Sent<K>,
  {
    key = newKey(),
    network = browserNetwork,
    label = '',
  }: { key?: string; network?: Network; label?: string } = {},
): Promise<Result<K>> {
  const { me } = caller
  const mayWait = outboxed.has(name)
  const at = moments.get(key) ?? clock.read()
  const press: { occurredAt?: number | undefined } = mayWait ? { occurredAt: at, ...input } : input
  // What may wait is stored before it is sent. Where that part can't be fetched, it goes on its way by itself.
  const keeper = me && mayWait ? await offline.load().catch(() => null) : null
  const kept = me && keeper && (await keeper.take(me, { name, input: press, key, label, at }))
  // Signing in goes on all the same: its cookie takes the other's place.
  const first = !kept && owes() && name !== 'session.signIn' ? await standsBefore(network, name) : null
  const answer = kept ?? first ?? (await post(name, press, key, me?.staffId, network))
  if (!answer.ok && answer.kind === 'unavailable') moments.set(key, at)
  else moments.delete(key)
  // Its sentence with it.
  if (!answer.ok && answer.kind === 'refused') await loadWords('refusals').catch(() => null)
  // Here JSON meets the contract's types: the server answers what the contract says, and a test holds it to it.
  return answer as Result<K>
}

/** One press over the network, in the name of `as`: nobody else's sign-in does it. */
export async function post(
  name: string,
  input: object,
  key: string,
  as?: string,
  network?: Network,
  waits?: readonly number[],
): Promise<Posted> {
  const answer = await send(
    `/api/${name}`,
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        ...(as ? { 'Alongside-As': as } : {}),
      },
      body: JSON.stringify(input),
    },
    network,
    told.unreached,
    waits,
  )
  if (!answer.ok && answer.kind === 'signedOut' && name !== 'session.signIn') told.signedOut()
  return answer
}
