/**
 * The flags of a command, from its input in the contract: `--on-the-way-minutes 5` for `onTheWayMinutes`. Where the
 * contract wants an id an operator says a name: `--agency "Harbour Mind"`, `--worker jo.m`.
 */
import * as z from 'zod/mini'
import { type CommandName, commands } from '../../shared/contract/index.ts'

export interface Flag {
  /** The field of the contract, and what is typed for it. */
  readonly field: string
  readonly name: string
  readonly takes: 'text' | 'number' | 'yesOrNo' | 'several'
  /** Where only some values are possible. */
  readonly values: readonly string[]
  readonly isNeeded: boolean
}

/** Fields that hold ids, and what an operator calls whatever they point at. */
const named: Record<string, string> = {
  staffId: 'worker',
  agencyId: 'agency',
  agreementId: 'agreement',
  spaceId: 'space',
  spaceIds: 'spaces',
  invitationId: 'invitation',
  providerId: 'provider',
  deviceId: 'device',
  screenId: 'screen',
}

interface Described {
  type?: string
  enum?: string[]
  anyOf?: Described[]
}

const dashed = (field: string) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export function flagsOf(name: CommandName, without: readonly string[] = []): Flag[] {
  // Two worlds meet: JSON Schema is typed wider than what a command's input can come out as.
  const described = z.toJSONSchema(commands[name].input, { unrepresentable: 'any', io: 'input' }) as {
    properties?: Record<string, Described>
    required?: string[]
  }
  return Object.entries(described.properties ?? {})
    .filter(([field]) => field !== 'occurredAt' && !without.includes(field))
    .map(([field, of]) => ({
      field,
      name: named[field] ?? dashed(field),
      takes: takesOf(of),
      values: [of, ...(of.anyOf ?? [])].flatMap((one) => one.enum ?? []),
      isNeeded: described.required?.includes(field) ?? false,
    }))
}

function takesOf(of: Described): Flag['takes'] {
  const types = [of, ...(of.anyOf ?? [])].map((one) => one.type)
  if (types.includes('array')) return 'several'
  if (types.includes('integer') || types.includes('number')) return 'number'
  return types.includes('boolean') ? 'yesOrNo' : 'text'
}

/** How a flag stands in the help: `--kind nhs|council`, in brackets where it can be left out. */
export function flagInWords({ name, takes, values, isNeeded }: Flag): string {
  const value = { text: 'TEXT', number: 'NUMBER', yesOrNo: 'yes|no', several: 'A,B,…' }[takes]
  const said = `--${name} ${values.length > 0 ? values.join('|') : value}`
  return isNeeded ? said : `[${said}]`
}

/** What was typed, as the contract wants it; a number that isn't one stays text, and the contract says so. */
export function valueOf({ takes }: Flag, typed: string): unknown {
  if (takes === 'several') return typed.split(',').map((one) => one.trim())
  if (takes === 'number') return /^-?\d+$/.test(typed) ? Number(typed) : typed
  if (takes === 'yesOrNo') return typed === 'yes' ? true : typed === 'no' ? false : typed
  return typed
}
