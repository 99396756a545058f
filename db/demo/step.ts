/**
 * One thing done in the plan of a day, as data: when, by whom, which command. Ids aren't known yet, so what a
 * step speaks of stands as a mark such as `@visit:…`; whoever plays the plan puts the ids in.
 */
import type { CommandName, Sent } from '../../shared/contract/index.ts'

/** What a mark can stand for; what follows the colon is the plan's own name for it. */
export const kindsOfMark = ['visit', 'person', 'staff', 'space', 'agency', 'call', 'note', 'tie'] as const
export type KindOfMark = (typeof kindsOfMark)[number]
export type Mark = `@${KindOfMark}:${string}`

export const mark = (kind: KindOfMark, name: string): Mark => `@${kind}:${name}`

/**
 * Whose doing it is: the person's own (they come, they go out, they leave), the team's (a shift begins), or a
 * worker's choice, which the simulation leaves to whatever its workers see on their boards.
 */
export type Doer = 'person' | 'team' | 'worker'

export interface Step<K extends CommandName = CommandName> {
  /** UTC ms. */
  at: number
  /** The user name of the worker who presses. */
  by: string
  doer: Doer
  command: K
  /** As the contract takes it, but for marks. */
  input: Sent<K>
  /** The same for the same plan: playing a plan again does nothing twice. */
  key: string
  /** The guest or the worker it is about. */
  about: string
}

/** `value` with every mark in it, however deep, replaced. */
export function withIds<T>(value: T, idOf: (kind: KindOfMark, name: string) => string): T {
  if (typeof value === 'string') return resolved(value, idOf) as T
  if (Array.isArray(value)) return value.map((one: unknown) => withIds(one, idOf)) as T
  if (value === null || typeof value !== 'object') return value
  const entries: [string, unknown][] = Object.entries(value)
  return Object.fromEntries(entries.map(([key, inner]) => [key, withIds(inner, idOf)])) as T
}

const shape = new RegExp(`^@(${kindsOfMark.join('|')}):(.+)$`, 's')

function resolved(text: string, idOf: (kind: KindOfMark, name: string) => string): string {
  const found = shape.exec(text)
  return found?.[2] === undefined ? text : idOf(found[1] as KindOfMark, found[2])
}

/** In the order of time; what happens at the same moment stays in the order it was planned in. */
export const inTime = (steps: readonly Step[]): Step[] => steps.toSorted((a, b) => a.at - b.at)
