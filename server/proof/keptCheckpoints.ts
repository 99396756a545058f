/** Checkpoints as they are kept outside: one line of JSON each, as checkpoints.ts writes and sends them. */
import * as z from 'zod/mini'
import type { Checkpoint } from '../../shared/contract/proof.ts'

const Line = z.object({
  centreId: z.string(),
  seq: z.int().check(z.gte(1)),
  hash: z.string().check(z.minLength(1)),
  takenAt: z.number(),
})
export type KeptCheckpoint = z.infer<typeof Line>

/** A line of such a file isn't a checkpoint: the message is for whoever verifies. */
export class NotACheckpoint extends Error {}

/**
 * Those of each centre, by its id. A last line that was cut off in the middle of writing is no checkpoint, and no
 * fault. @throws NotACheckpoint
 */
export function readCheckpoints(text: string): Map<string, Checkpoint[]> {
  const lines = text.split('\n')
  // Whole lines end in a line feed: behind it stands nothing, or what was cut off.
  lines.pop()
  const found = new Map<string, Checkpoint[]>()
  lines.forEach((line, nth) => {
    const read = Line.safeParse(parsed(line))
    if (!read.success) throw new NotACheckpoint(`Line ${nth + 1} of the file isn’t a checkpoint.`)
    const { centreId, seq, hash } = read.data
    found.set(centreId, [...(found.get(centreId) ?? []), { seq, hash }])
  })
  return found
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
