/* Why: the last picture of who is here, sealed, with the time it was true: a page that opens without the network
   shows it as what it is. One for whoever is signed in, and none after they have signed out. */
import type { KeptSession } from '../api/offline.ts'
import { database } from './database.ts'
import { type Keys, ownerOf, seal, unseal } from './sealing.ts'

const about = (owner: string) => `picture ${owner}`

export async function keepPicture(keys: Keys, session: KeptSession): Promise<void> {
  const owner = ownerOf(session.me)
  const sealed = await seal(keys, session, about(owner))
  const db = await database()
  // Signed out meanwhile: then nothing is kept any more.
  const tx = db.transaction(['keys', 'picture'], 'readwrite')
  if (await tx.objectStore('keys').get(owner)) await tx.objectStore('picture').put({ owner, ...sealed })
  await tx.done
}

/** Who was signed in here last and hasn't signed out, or has opened it by PIN, with what was seen last. */
export async function keptPicture(): Promise<{ seen: KeptSession; byPin?: { until: number } } | null> {
  const db = await database()
  const [who] = await db.getAll('keys')
  const sealed = who && (await db.get('picture', who.owner))
  // Sealed by us and bound to its owner: what opens is a picture of theirs.
  const seen = sealed ? ((await unseal(who.keys, sealed, about(who.owner))) as KeptSession | null) : null
  return seen && { seen, ...(who?.byPin ? { byPin: who.byPin } : {}) }
}
