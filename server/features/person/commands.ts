/** Somebody the centre knows: the name they choose. What was there before stays in `said`, not in the search. */
import { and, eq, sql } from 'drizzle-orm'
import { nameWord, person } from '../../../db/schema/person.ts'
import { visit as visits } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { SaidRef } from '../../../shared/contract/changes.ts'
import { hasBegun, isSurelyBefore, localDay } from '../../../shared/domain/days.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { joinedTo } from '../../rows/joinedTo.ts'
import { takeVisit } from '../../rows/locks.ts'
import { workOutSharing } from '../../rows/sharing.ts'
import { nameWords } from '../../rows/nameWords.ts'
import { zoneOf } from '../../rows/zone.ts'

interface Details {
  name: string
  otherNames: string[]
  birth: string | null
  died: string | null
  secondLine: string | null
  contactHow: string | null
  contactWhen: string | null
  contactNever: string | null
}
const contact = ['contactHow', 'contactWhen', 'contactNever'] as const
const fields = ['name', 'otherNames', 'birth', 'died', 'secondLine', ...contact] as const

const add = statement((db) =>
  db
    .insert(person)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      name: ph('name'),
      otherNames: ph('otherNames'),
      birth: ph('birth'),
      secondLine: ph('secondLine'),
      addedAt: ph('addedAt'),
      addedBy: ph('addedBy'),
      version: 1,
    })
    .onConflictDoNothing()
    .returning({ id: person.id }),
)
const addWord = statement((db) =>
  db.insert(nameWord).values({ centreId: ph('centreId'), word: ph('word'), personId: ph('personId') }),
)
const dropWords = statement((db) => db.delete(nameWord).where(eq(nameWord.personId, ph('personId'))))
/** Takes the person's row; its version moves only when something about them does. */
const take = statement((db) =>
  db
    .update(person)
    .set({ version: sql`${person.version}` })
    .where(and(eq(person.id, ph('personId')), eq(person.centreId, ph('centreId'))))
    .returning(),
)
const put = statement((db) =>
  db
    .update(person)
    .set({
      name: ph('name'),
      otherNames: ph('otherNames'),
      birth: ph('birth'),
      died: ph('died'),
      secondLine: ph('secondLine'),
      contactHow: ph('contactHow'),
      contactWhen: ph('contactWhen'),
      contactNever: ph('contactNever'),
      version: sql`${person.version} + 1`,
    })
    .where(eq(person.id, ph('personId'))),
)
const joinVisit = statement((db) =>
  db
    .update(visits)
    .set({ personId: ph('personId') })
    .where(eq(visits.id, ph('visitId'))),
)

export const personHandlers = {
  async 'person.add'(tx, act, input) {
    const { centreId } = act
    const { visitId } = input
    await checkBegun(tx, act, { birth: input.birth })
    const visit = visitId === undefined ? null : await takeVisitOfNobody(tx, act, visitId)
    const personId = input.personId ?? act.newId()
    const details: Details = {
      name: input.name,
      otherNames: distinct(input.otherNames ?? []),
      birth: input.birth ?? null,
      died: null,
      secondLine: input.secondLine ?? null,
      contactHow: null,
      contactWhen: null,
      contactNever: null,
    }
    const row = { id: personId, centreId, ...details, addedAt: act.occurredAt, addedBy: act.actor.staffId }
    if ((await add(tx, row)).length === 0) act.refuse('personExists', {})
    await keepWords(tx, centreId, personId, details)
    const given = fields.filter((field) => details[field] !== null && details[field].length > 0)
    act.change('person.added', personId, {
      said: given.map((field) => act.say(personId, field, details[field])),
    })
    if (visitId !== undefined) {
      await joinVisit(tx, { visitId, personId })
      if (visit?.sharing) await workOutSharing(tx, centreId, personId)
      act.change('visit.personJoined', visitId, { personId })
    }
    return personId
  },

  /** Words of names that are no longer theirs find nobody: a name that was left behind stays behind. */
  async 'person.change'(tx, act, input) {
    const { personId, seenVersion } = input
    const [before] = await take(tx, { personId, centreId: act.centreId })
    if (!before) return act.missing()
    if (seenVersion !== undefined && seenVersion !== before.version) {
      act.refuse('changedMeanwhile', { version: before.version })
    }
    await checkBegun(tx, act, { birth: input.birth, died: input.died })
    const after: Details = {
      name: input.name ?? before.name,
      otherNames: input.otherNames ? distinct(input.otherNames) : before.otherNames,
      birth: input.birth === undefined ? before.birth : input.birth,
      died: input.died === undefined ? before.died : input.died,
      secondLine: input.secondLine === undefined ? before.secondLine : input.secondLine,
      contactHow: input.contactHow === undefined ? before.contactHow : input.contactHow,
      contactWhen: input.contactWhen === undefined ? before.contactWhen : input.contactWhen,
      contactNever: input.contactNever === undefined ? before.contactNever : input.contactNever,
    }
    const changed = fields.filter((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]))
    if (changed.length === 0) return personId
    if (changed.includes('birth') || changed.includes('died')) checkOrder(act, after)
    await put(tx, { personId, ...after })
    if (changed.includes('name') || changed.includes('otherNames')) {
      await dropWords(tx, { personId })
      await keepWords(tx, act.centreId, personId, after)
    }
    const said: SaidRef[] = changed.map((field) => act.say(personId, field, after[field]))
    act.change('person.changed', personId, { said })
    return personId
  },
} satisfies Partial<Handlers>

/** Nobody was born, or died, on a day that is still to come. */
async function checkBegun(
  tx: Writer,
  act: Pick<Act<'person.change'>, 'centreId' | 'at' | 'invalid'>,
  given: Partial<Record<'birth' | 'died', string | null | undefined>>,
): Promise<void> {
  const dates = Object.entries(given).flatMap(([field, date]) => (date ? [{ field, date }] : []))
  if (dates.length === 0) return
  const today = localDay(act.at, await zoneOf(tx, act.centreId))
  const wrong = dates.find(({ date }) => !hasBegun(date, today))
  if (wrong) act.invalid(wrong.field, 'noSuchDay')
}

/** Of what stood there before such dates were refused another detail can still be put right. */
function checkOrder(act: Pick<Act<'person.change'>, 'refuse'>, { birth, died }: Details): void {
  if (birth !== null && died !== null && isSurelyBefore(died, birth)) act.refuse('diedBeforeBirth', {})
}

const distinct = (names: readonly string[]) => [...new Set(names)]

async function takeVisitOfNobody(
  tx: Writer,
  act: Act<'person.add'>,
  visitId: string,
): Promise<typeof visits.$inferSelect> {
  const [taken] = await takeVisit(tx, { visitId, centreId: act.centreId })
  if (!taken) return act.missing()
  if (taken.personId !== null)
    act.refuse('alreadyJoined', { personId: await joinedTo(tx, act.actor, taken.personId) })
  if (taken.retractedAt !== null) act.invalid('visitId', 'retracted')
  return taken
}

async function keepWords(tx: Writer, centreId: string, personId: string, names: Details): Promise<void> {
  for (const word of nameWords([names.name, ...names.otherNames]))
    await addWord(tx, { centreId, word, personId })
}
