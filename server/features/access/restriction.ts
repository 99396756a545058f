/**
 * Somebody asks that what is written about them is kept and used for nothing but safety. It is one more thing that they
 * chose about who may know what, so it is kept, joined and parted as those are, and the one decider closes what it
 * closes. Whoever is shut out by it can't let themselves in.
 */
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { type SharingSaid, standingFor, unrestricted } from '../../../shared/domain/access.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { readDirectory } from '../../feed/directory.ts'
import { labelFor, lookerAs } from '../../feed/label.ts'
import { isOperator } from '../../operatorActor.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { openedUntil } from '../../rows/opened.ts'
import { sharingField } from '../../rows/sharing.ts'
import { keepChosen, type Taken, takeChoosing } from './choosing.ts'
import { checkWorker } from './colleague.ts'
import { toBeReviewed } from './opening.ts'

const people = statement((db) =>
  db
    .select({ id: person.id, personName: person.name, personSharing: person.sharing })
    .from(person)
    .where(and(eq(person.centreId, ph('centreId')), isNotNull(person.restrictedAt)))
    .orderBy(desc(person.restrictedAt), desc(person.id)),
)
const visits = statement((db) =>
  db
    .select({ id: visit.id, label: visit.label, softName: visit.softName, sharing: visit.sharing })
    .from(visit)
    .where(and(eq(visit.centreId, ph('centreId')), isNotNull(visit.restrictedAt), isNull(visit.personId)))
    .orderBy(desc(visit.restrictedAt), desc(visit.id)),
)

type Acting = Pick<Act<'restriction.begin'>, 'centreId' | 'actor' | 'at' | 'missing' | 'say'>

export const restrictionHandlers = {
  async 'restriction.begin'(tx, act, { subject, why, letIn: named, word }) {
    const { at, actor } = act
    const taken = await takeChoosing(tx, act, subject)
    const { restricted } = taken.sharing ?? {}
    // Said again, with others let in: by whoever is in it already.
    if (restricted && !(await isLetIn(tx, act, taken)))
      return act.refuse('alreadyRestricted', { since: restricted.at })
    const letIn = [...new Set(named)]
    for (const staffId of letIn) await checkWorker(tx, act, 'letIn', staffId)
    const one: SharingSaid = { restricted: { at: restricted?.at ?? at, why, by: actor.staffId, letIn } }
    await keepChosen(tx, taken, one)
    const words = word === undefined ? [] : [act.say(subject, 'restriction', word)]
    const said = [act.say(subject, sharingField, one), ...words]
    await toBeReviewed(tx, act, restricted ? 'letIn' : 'restricted', whose(taken))
    act.change(taken.visit ? 'visit.restricted' : 'person.restricted', subject, { said })
    return subject
  },

  async 'restriction.end'(tx, act, { subject, word, wereTold }) {
    const taken = await takeChoosing(tx, act, subject)
    if (!taken.sharing?.restricted) act.refuse('notRestricted', {})
    // Article 18(3): they are told before it is lifted, not after.
    if (!wereTold) act.refuse('tellThemFirst', {})
    const one: SharingSaid = { restricted: null }
    await keepChosen(tx, taken, one)
    const said = [act.say(subject, sharingField, one), act.say(subject, 'restrictionLifted', word)]
    await toBeReviewed(tx, act, 'lifted', whose(taken))
    act.change(taken.visit ? 'visit.restrictionLifted' : 'person.restrictionLifted', subject, { said })
    return subject
  },
} satisfies Partial<Handlers>

const whose = ({ visit: at, personId }: Taken) => ({ visitId: at?.visitId ?? null, personId })

async function isLetIn(tx: Writer, act: Acting, { sharing, personId, visit: at }: Taken): Promise<boolean> {
  if (isOperator(act.actor)) return true
  if (standingFor('name', lookerAs(act.actor), sharing) !== 'restricted') return true
  const { staffId } = act.actor
  return (await openedUntil(tx, { staffId, personId, visitId: at?.visitId ?? '', now: act.at })) !== null
}

export const restrictionQueries = {
  /** By name, which a manager needs in order to tell the person and lift it; what else they closed stays closed. */
  async restrictions(read, { asker, centreId }) {
    const directory = await readDirectory(read, centreId)
    const looker = lookerAs(asker)
    const who = (staffId: string) => ({ staffId, name: directory.nameOf(staffId) })
    const none = { label: null, softName: null, personId: null, personName: null, personSharing: null }
    const all = [
      ...(await people(read, { centreId })).map(({ personSharing, ...one }) => ({
        naming: { ...none, ...one, personId: one.id, sharing: null, personSharing },
        sharing: personSharing,
        isVisit: false,
      })),
      ...(await visits(read, { centreId })).map((one) => ({
        naming: { ...none, ...one },
        sharing: one.sharing,
        isVisit: true,
      })),
    ]
    return {
      restrictions: all.flatMap(({ naming, sharing, isVisit }) => {
        const { restricted } = sharing ?? {}
        if (!restricted) return []
        const open = {
          ...naming,
          sharing: unrestricted(naming.sharing),
          personSharing: unrestricted(naming.personSharing),
        }
        return [
          {
            subject: naming.id,
            isVisit,
            label: labelFor(open, directory, looker),
            since: restricted.at,
            why: restricted.why,
            by: who(restricted.by),
            letIn: restricted.letIn.map(who),
          },
        ]
      }),
    }
  },
} satisfies Partial<QueryHandlers>
