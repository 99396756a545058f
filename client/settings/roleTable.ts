/* Why: what each role may do, read from the contract that the server decides by, so that this page can't say
   anything else than what is so. */
import { commands, queries } from '../../shared/contract/index.ts'
import type { Allowed } from '../../shared/contract/call.ts'

export interface RightLine {
  name: string
  /** 'visit', 'account' …; 'looking' for whatever only reads. */
  noun: string
  says: string
  allow: Allowed
  /** Also for whoever leads the shift, whatever their role. */
  orShiftLead: boolean
}

/** Everything that somebody can be allowed to do, in the contract's order; not what is for anybody, or for nobody. */
export function rightLines(): RightLine[] {
  const lines: RightLine[] = [
    ...Object.entries(commands).map(([name, one]) => ({
      name,
      noun: name.split('.')[0] ?? name,
      says: one.says,
      allow: one.allow,
      orShiftLead: false,
    })),
    ...Object.entries(queries).map(([name, one]) => ({
      name,
      noun: 'looking',
      says: one.says,
      allow: one.allow,
      orShiftLead: one.orShiftLead,
    })),
  ]
  return lines.filter((line) => typeof line.allow !== 'string')
}

export const mayDo = (line: RightLine, role: string): boolean =>
  typeof line.allow !== 'string' && (line.allow as readonly string[]).includes(role)

/** Lines by noun, in the order in which nouns first come. */
export function byNoun(lines: readonly RightLine[]): { noun: string; lines: RightLine[] }[] {
  const groups = new Map<string, RightLine[]>()
  for (const line of lines) groups.set(line.noun, [...(groups.get(line.noun) ?? []), line])
  return [...groups].map(([noun, of]) => ({ noun, lines: of }))
}
