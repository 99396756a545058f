/** What a query's handler is given. It reads, and changes nothing; who looked is recorded by run.ts. */
import type { Reader } from '../../db/store.ts'
import type { Answer, Asked, QueryName } from '../../shared/contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Actor } from '../commands/handler.ts'
import type { PastReader } from '../pastReader.ts'
import type { Passkeys } from '../features/session/passkeyLibrary.ts'
import type { Sealing } from '../features/session/sealingKeys.ts'
import type { Reckoner } from '../features/review/reckoner.ts'
import type { Feeder } from '../feed/feeder.ts'

/** One question under way. */
export interface Ask {
  /** Who asks; null only for what anybody may ask. */
  readonly asker: Actor | null
  readonly centreId: string
  /** UTC ms. */
  readonly now: number
  readonly clock: Clock
  /** Digest of the secret that a shared device showed. */
  readonly deviceHash: string | null
  readonly feeder: Feeder
  /** Works out reviews in a thread of its own. */
  readonly reckoner: Reckoner
  /** Walks the log, and reads boards as they stood and what is due to be looked at, in a thread of its own. */
  readonly past: PastReader
  /** When the last good backup was taken, UTC ms; null: never; undefined: this server takes none. */
  lastBackup(): number | null | undefined
  /** What browsers seal with. */
  readonly sealing: Sealing
  readonly passkeys: Passkeys
  /** 404: no such id, or another centre's. */
  missing(): never
}

/** An ask by somebody who is signed in. */
export interface AskSigned extends Ask {
  readonly asker: Actor
}

/** `read` is one consistent picture of the database while the handler runs, unless it reads elsewhere (run.ts). */
export type QueryHandler<K extends QueryName> = (
  read: Reader,
  ask: AskSigned,
  input: Asked<K>,
) => Promise<Answer<K>>
export type QueryHandlers = { readonly [K in QueryName]: QueryHandler<K> }
