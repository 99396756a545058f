/** Runs a line of the settings table: flags into an input, through the door, and what came of it in words or JSON. */
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { Invalid, NotAllowed, NotFound } from '../commands/handler.ts'
import { type Flag, flagInWords, flagsOf, valueOf } from './flags.ts'
import { type AtTheTerminal, atTheTerminal } from './operator.ts'
import { refusalInWords } from './refusals.ts'
import { type Doing, doings, type Listing, listings } from './settingsTable.ts'
import { commands, queries } from '../../shared/contract/index.ts'
import { tableInWords } from './words.ts'

/** A flag that isn't one, or is missing: the sentence says which. */
export class Misused extends Error {}

export interface Said {
  text: string
  /** 0 done, 1 not done. */
  code: 0 | 1
}

export const isSetting = (words: string): boolean => find(words) !== undefined
const find = (words: string): Doing | Listing | undefined =>
  [...listings, ...doings].find((one) => one.words === words)

/** Every line with its flags and what it does. */
export function settingsUsage(): string {
  const lines = [
    ...listings.map((one) => ({ words: one.words, flags: [] as Flag[], says: queries[one.asks].says })),
    ...doings.map((one) => ({
      words: one.words,
      flags: flagsOf(one.runs, one.without),
      says: commands[one.runs].says,
    })),
  ].toSorted((a, b) => (a.words < b.words ? -1 : 1))
  return lines
    .map(
      ({ words, flags, says }) => `${['alongside', words, ...flags.map(flagInWords)].join(' ')}\n  ${says}\n`,
    )
    .join('\n')
}

/**
 * `words`: one of the table's; `args`: what stands behind them; `askSecret`: how what nobody may read is asked for.
 * @throws Misused, WhichCentre, faults.
 */
export async function runSetting(
  words: string,
  args: string[],
  config: Config,
  askSecret?: (question: string) => Promise<string>,
): Promise<Said> {
  const line = find(words)
  if (!line) throw new Misused(`There is no command ${words}.`)
  const flags = 'runs' in line ? flagsOf(line.runs, line.without) : []
  const typed = readFlags(args, flags)
  const secret = 'runs' in line ? line.secret : undefined
  const asked = secret && askSecret ? { [secret]: await askSecret(secretQuestion) } : {}
  return await atTheTerminal(config, typed.centre, async (at) => {
    const asJson = typed.json
    try {
      if (!('runs' in line)) return { text: await list(at, line, asJson), code: 0 }
      const input = { ...(await inputOf(at, flags, typed.values)), ...asked }
      const outcome = await at.app.door.run(line.runs, { actor: at.actor, input })
      if (outcome.is === 'done') {
        const { id, seq, gives } = outcome
        if (asJson) return { text: JSON.stringify({ ...gives, id, seq }), code: 0 }
        const done = `Done. Entry ${seq} of the log.`
        return { text: line.givesLink ? `${done}\n${linkInWords(config, gives)}` : done, code: 0 }
      }
      const { state, facts } = outcome
      return {
        text: asJson ? JSON.stringify({ error: state, ...facts }) : refusalInWords(state, facts),
        code: 1,
      }
    } catch (error) {
      const said = notDone(error, asJson)
      if (said === null) throw error
      return { text: said, code: 1 }
    }
  })
}

const secretQuestion = 'The application’s secret, which isn’t shown:'

/** Behind the # no server sees it. */
function linkInWords({ origin, host, port }: Config, gives: object | undefined): string {
  const token = gives && 'token' in gives ? String(gives.token) : ''
  return `Hand this over, it is said once and works once, for three days:\n${origin ?? `http://${host}:${port}`}/invitation#${token}`
}

function notDone(error: unknown, asJson: boolean): string | null {
  if (error instanceof Invalid) {
    const { issues } = error
    if (asJson) return JSON.stringify({ error: 'invalid', issues })
    return `Not done: ${issues.map(({ path, message }) => `${path} can’t be that (${message})`).join('; ')}.`
  }
  if (error instanceof NotFound)
    return asJson ? JSON.stringify({ error: 'notFound' }) : 'Not done: there is no such thing here.'
  if (error instanceof NotAllowed)
    return asJson ? JSON.stringify({ error: 'notAllowed' }) : 'Not done: an operator can’t do that.'
  return null
}

function readFlags(args: string[], flags: readonly Flag[]) {
  const options: Record<string, { type: 'string' | 'boolean' }> = {
    centre: { type: 'string' },
    json: { type: 'boolean' },
  }
  for (const { name } of flags) options[name] = { type: 'string' }
  let values: Record<string, string | boolean | (string | boolean)[] | undefined>
  try {
    values = parseArgs({ args, options }).values
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : 'The flags can’t be read.', { cause: error })
  }
  const missing = flags.find(({ name, isNeeded }) => isNeeded && values[name] === undefined)
  if (missing) throw new Misused(`Say ${flagInWords(missing)}.`)
  const centre = typeof values.centre === 'string' ? values.centre : undefined
  return { values, centre, json: values.json === true }
}

type IdKey = 'id' | 'staffId' | 'invitationId' | 'providerId'
type Found = Partial<Record<IdKey, string>> & { name: string; username?: string }
/** Where names are looked up: the question, the part of its answer, and what is the id there. */
const lookedUp: Record<string, readonly [Listing['asks'], string, IdKey]> = {
  agencyId: ['agencies', 'agencies', 'id'],
  staffId: ['session.accounts', 'accounts', 'staffId'],
  spaceId: ['centre', 'spaces', 'id'],
  spaceIds: ['centre', 'spaces', 'id'],
  invitationId: ['account.links', 'links', 'invitationId'],
  providerId: ['signInProviders', 'providers', 'providerId'],
  deviceId: ['devices', 'devices', 'id'],
  screenId: ['devices', 'screens', 'id'],
}

async function inputOf(at: AtTheTerminal, flags: readonly Flag[], typed: Record<string, unknown>) {
  const input: Record<string, unknown> = {}
  for (const flag of flags) {
    const text = typed[flag.name]
    if (typeof text !== 'string') continue
    const where = lookedUp[flag.field]
    const value = valueOf(flag, text)
    if (!where) input[flag.field] = value
    else if (Array.isArray(value)) {
      const ids: string[] = []
      for (const one of value) ids.push(await idOf(at, where, String(one)))
      input[flag.field] = ids
    } else input[flag.field] = await idOf(at, where, text)
  }
  return input
}

/** By its id, its name or (a worker) their user name; what nobody is called stays as it was typed. */
async function idOf(
  at: AtTheTerminal,
  [query, part, key]: (typeof lookedUp)[string],
  typed: string,
): Promise<string> {
  const answer = (await ask(at, query)) as Record<string, Found[]>
  const fits = (answer[part] ?? []).filter((one) =>
    [one[key], one.username, one.name].some((name) => name?.toLowerCase() === typed.toLowerCase()),
  )
  if (fits.length > 1) throw new Misused(`Several are called ${typed}: say the id.`)
  return fits[0]?.[key] ?? typed
}

const ask = ({ app, actor }: AtTheTerminal, query: Listing['asks']) =>
  app.reads.ask(query, { asker: actor, centreId: actor.centreId, input: {} })

async function list(at: AtTheTerminal, line: Listing, asJson: boolean): Promise<string> {
  const answer = (await ask(at, line.asks)) as Record<string, unknown>
  const { lists, each } = line
  const found = lists === undefined ? [answer] : (answer[lists] as Record<string, unknown>[])
  const rows =
    each === undefined
      ? found
      : found.flatMap((owner) => (owner[each] as object[]).map((one) => ({ of: owner.name, ...one })))
  if (asJson) return JSON.stringify(lists === undefined ? answer : rows, null, 2)
  return tableInWords(line.columns, rows)
}
