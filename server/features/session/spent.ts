/** Proofs that stand for a few minutes work once: the first to use one up has it, on whichever server. */
import { lt } from 'drizzle-orm'
import { spentProof } from '../../../db/schema/signIn.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Spent } from '../../commands/beside.ts'

const keep = statement((db) =>
  db
    .insert(spentProof)
    .values({ digest: ph('digest'), endsAt: ph('endsAt') })
    .onConflictDoNothing()
    .returning({ digest: spentProof.digest }),
)
const forgetOld = statement((db) => db.delete(spentProof).where(lt(spentProof.endsAt, ph('before'))))
/** Longer than any such proof stands, ms: whatever ended so long before this one ends is over. */
const longest = 3_600_000

/** False: somebody has used it before. */
export async function spend(tx: Writer, proof: Spent): Promise<boolean> {
  await forgetOld(tx, { before: proof.endsAt - longest })
  return (await keep(tx, { ...proof })).length > 0
}
