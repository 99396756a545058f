/**
 * The facts of one command, fixed before its handler runs: times, ids and salts stay the same when a
 * database asks for the handler to be run again. Collects what the handler says and changes.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { ChangeData, ChangeKind, SaidRef } from '../../shared/contract/changes.ts'
import type { CommandName } from '../../shared/contract/index.ts'
import type { BesideOf } from './beside.ts'
import { canonical } from './canonical.ts'
import { type Act, type Actor, Invalid, type Made, NotFound, Refused } from './handler.ts'

export interface Changed {
  kind: ChangeKind
  subject: string
  data: ChangeData<ChangeKind>
}
export interface Said {
  id: string
  subject: string
  field: string
  value: unknown
  salt: string
}
export interface Collected<K extends CommandName> extends Act<K> {
  readonly changed: readonly Changed[]
  readonly said: readonly Said[]
}

/** `again()` gives a fresh Act with the same ids, salts and times as the one before. */
export function fixedFacts<K extends CommandName>(
  facts: { centreId: string; actor: Actor; at: number; occurredAt: number; made: Made; beside: BesideOf<K> },
  makeId: () => string,
): { again: () => Collected<K> } {
  const ids: string[] = []
  const salts: string[] = []
  return {
    again() {
      let id = 0
      let salt = 0
      const changed: Changed[] = []
      const said: Said[] = []
      const newId = () => (ids[id++] ??= makeId())
      const seal = (value: unknown) => {
        const grain = (salts[salt++] ??= randomBytes(16).toString('base64url'))
        return { salt: grain, digest: digestOf(grain, value) }
      }
      return {
        ...facts,
        changed,
        said,
        newId,
        seal,
        say(subject: string, field: string, value: unknown): SaidRef {
          const sealed = seal(value)
          const row = { id: newId(), subject, field, value, salt: sealed.salt }
          said.push(row)
          return { id: row.id, field, digest: sealed.digest }
        },
        change<C extends ChangeKind>(kind: C, subject: string, data: ChangeData<C>) {
          changed.push({ kind, subject, data })
        },
        refuse(state: string, refusalFacts: Record<string, unknown>): never {
          throw new Refused(state, refusalFacts)
        },
        missing(): never {
          throw new NotFound()
        },
        invalid(field: string, message: string): never {
          throw new Invalid([{ path: field, message }])
        },
        // `refuse` is typed per command for handlers; here any state passes through.
      } as Collected<K>
    },
  }
}

/** What the log holds of words: unreadable without the salt, provable with it. */
export function digestOf(salt: string, value: unknown): string {
  return createHash('sha256')
    .update(`${salt}\n${canonical(value)}`)
    .digest('base64url')
}
