/* Why: the one way the client changes anything. Typed by the contract; never throws, so that what was typed is
   never lost in a catch. One press has one key, however often it is sent. */
import { loadWords } from '../i18n/i18n.ts'
import { newId } from './newId.ts'
import type { CommandName, FactsOf, Output, RefusalOf, Sent } from '../../shared/contract/index.ts'
import { browserNetwork, send, type Network, type Trouble } from './http.ts'
import { owes, standsBefore } from './owedSignOut.ts'
import { told } from './told.ts'

/** A refusal is expected: the state met, and its facts. `refusalSentence(result)` says it in words. */
export type Refused<K extends CommandName> = {
  [R in RefusalOf<K>]: { ok: false; kind: 'refused'; state: R; facts: FactsOf<K, R> }
}[RefusalOf<K>]
export type Result<K extends CommandName> = { ok: true; value: Output<K> } | Refused<K> | Trouble
/** Anything but an answer, of whichever command. */
export type NotDone = Trouble | { ok: false; kind: 'refused'; state: string; facts: Record<string, unknown> }

/** A key for one press. Make it when the press begins, keep it while that press may be sent again. */
export const newKey = (): string => newId()

/**
 * Asks for `name` with `input`. `key` is needed only where a page itself sends the same press again (after
 * "Try again"): without it each call is a press of its own.
 */
export async function call<K extends CommandName>(
  name: K,
  input: Sent<K>,
  { key = newKey(), network = browserNetwork }: { key?: string; network?: Network } = {},
): Promise<Result<K>> {
  // Signing in goes on all the same: its cookie takes the other's place.
  const first = owes() ? await standsBefore(network) : null
  if (first && name !== 'session.signIn') return first
  const answer = await send(
    `/api/${name}`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(input),
    },
    network,
    told.unreached,
  )
  if (!answer.ok && answer.kind === 'signedOut' && name !== 'session.signIn') told.signedOut()
  // Its sentence with it.
  if (!answer.ok && answer.kind === 'refused') await loadWords('refusals').catch(() => null)
  // Here JSON meets the contract's types: the server answers what the contract says, and a test holds it to it.
  return answer as Result<K>
}
