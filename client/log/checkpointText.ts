/* Why: a checkpoint comes from paper, by hand: with the words that are printed before it, with spaces that a line had. */
import type { Checkpoint } from '../../shared/contract/proof.ts'

/** '1284:…43 characters…', as a printed page shows it; null where it isn't one. */
export function readCheckpoint(typed: string): Checkpoint | null {
  const found = /^(?:[^\d]*:)?(\d{1,15}):([\w-]{43})$/.exec(typed.replaceAll(/\s+/g, ''))
  const [, seq = '', hash = ''] = found ?? []
  return found && Number(seq) > 0 ? { seq: Number(seq), hash } : null
}
