/**
 * The first start for real: a centre with its first agency, its first administrator and its first manager. Asked for
 * one after another at a terminal; a script says it by flags and gives the two passwords on its input.
 */
import { parseArgs } from 'node:util'
import { openDatabase } from '../../db/open.ts'
import { findDemonstration } from '../centres.ts'
import { foldUsername } from '../../shared/domain/username.ts'
import { agencyKinds, noSignInFor } from '../../shared/lists/agencyKinds.ts'
import type { Outcome } from '../commands/run.ts'
import type { Config } from '../config.ts'
import { leastLength, type PasswordTrouble, passwordTrouble } from '../features/session/passwordRules.ts'
import { foundCentre, type Founding } from '../founding.ts'
import { secretsFor } from '../secret.ts'
import type { Asking, Check } from './asking.ts'
import { refusalInWords } from './refusals.ts'

const options = {
  name: { type: 'string' },
  'time-zone': { type: 'string' },
  word: { type: 'string' },
  agency: { type: 'string' },
  'agency-kind': { type: 'string' },
  administrator: { type: 'string' },
  'administrator-username': { type: 'string' },
  manager: { type: 'string' },
  'manager-username': { type: 'string' },
} as const

export const createCentreUsage = `alongside create-centre ${Object.keys(options)
  .map((name) => `[--${name} TEXT]`)
  .join(' ')}
  The first start for real: asks for what isn't said, then for the two passwords, and makes the centre. A script
  says all of it, and gives the administrator's and the manager's password as two lines of its input.
`

const notEmpty: Check = (answer) => (answer.trim() ? null : 'This needs a word.')
const oneOf =
  (values: readonly string[]): Check =>
  (answer) =>
    values.includes(answer) ? null : `One of: ${values.join(', ')}.`
const isZone: Check = (answer) =>
  Intl.supportedValuesOf('timeZone').includes(answer) || answer === 'UTC'
    ? null
    : 'This machine knows no such time zone. One is Europe/London.'
const wordsFor: Record<PasswordTrouble, string> = {
  passwordTooShort: `A password has at least ${leastLength} signs.`,
  passwordTooCommon: 'Many people use that one, so it would be guessed first.',
  passwordLikeName: 'That one is made of their name or the centre’s.',
}
const inWords = (trouble: PasswordTrouble | null): string | null => trouble && wordsFor[trouble]

/** @returns a sentence on what was made. @throws Error with a sentence where it can't be. */
export async function createCentre(args: string[], config: Config, asking: Asking): Promise<string> {
  const { values } = parseArgs({ args, options })
  const said = async (flag: keyof typeof options, question: string, check: Check, otherwise?: string) => {
    const given = values[flag]
    if (given === undefined) return await asking.ask(question, { check, ...(otherwise ? { otherwise } : {}) })
    const wrong = check(given)
    if (wrong !== null) throw new Error(`--${flag}: ${wrong}`)
    return given
  }
  const secrets = await secretsFor(config.secret, config.secretsBefore, config.dataFolder)
  const db = await openDatabase({ url: config.databaseUrl })
  try {
    if (await findDemonstration(db.read)) {
      throw new Error('This database holds the demonstration. Name another one in DATABASE_URL.')
    }
    const name = await said('name', 'What is the centre called?', notEmpty)
    const timeZone = await said('time-zone', 'In which time zone is it?', isZone, 'Europe/London')
    const words = ['person', 'guest', 'visitor'] as const
    const word = await said('word', 'What do you call somebody who comes?', oneOf(words), 'person')
    const agency = await said('agency', 'Which agency is the first administrator of?', (answer) =>
      noSignInFor(null, answer) === null ? notEmpty(answer) : refusalInWords('getsNoSignIn', {}),
    )
    const kinds = agencyKinds.filter((one) => !one.getsNoSignIn).map((one) => one.key)
    const kind = await said('agency-kind', 'What kind of organisation is it?', oneOf(kinds), 'voluntary')
    const founders: Founding['founders'] = []
    for (const role of ['administrator', 'manager'] as const) {
      const called = await said(role, `What is the first ${role} called?`, notEmpty)
      const isFree: Check = (answer) =>
        founders.some((one) => one.username === foldUsername(answer))
          ? 'That one is taken.'
          : notEmpty(answer)
      const username = foldUsername(await said(`${role}-username`, `A user name for the ${role}:`, isFree))
      const password = await asking.ask(`A password for the ${role} (nothing is shown):`, {
        check: async (answer) => inWords(await passwordTrouble(answer, [username, called, name])),
        isSecret: true,
      })
      founders.push({ role, name: called, username, password })
    }
    const agencies = [{ name: agency, kind }]
    const outcome = await foundCentre(
      { db, secret: secrets[0] },
      { name, timeZone, word, agencies, spaces: [], founders },
    )
    return told(outcome, name)
  } finally {
    await db.close()
  }
}

function told(outcome: Outcome, name: string): string {
  if (outcome.is === 'refused') throw new Error(refusalInWords(outcome.state, outcome.facts))
  return `${name} is made, with ${outcome.seq} entries in its log. Its spaces and further agencies: npx alongside help.`
}
