/**
 * Enquiries of which nobody could be told: they are about no visit, so nothing else takes their words away. They are
 * kept as long as a visit of somebody we don't know, then listed for a manager to look through, who erases them: that
 * somebody asked, when and whom stays.
 */
import { and, asc, eq, isNotNull, isNull, lt, ne } from 'drizzle-orm'
import { enquiry } from '../../../db/schema/access.ts'
import { said } from '../../../db/schema/said.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import { overAt, overBefore } from '../../../shared/domain/retention.ts'
import type { Handlers } from '../../commands/handler.ts'
import { readDirectory } from '../../feed/directory.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { yearsOf } from '../../rows/retentionYears.ts'
import { zoneOf } from '../../rows/zone.ts'

const due = statement((db) =>
  db
    .select()
    .from(enquiry)
    .where(
      and(
        eq(enquiry.centreId, ph('centreId')),
        isNull(enquiry.toldAt),
        ne(enquiry.askedAfter, ''),
        lt(enquiry.at, ph('before')),
      ),
    )
    .orderBy(asc(enquiry.at), asc(enquiry.id))
    .limit(100),
)
const known = statement((db) =>
  db
    .select({ at: enquiry.at, toldAt: enquiry.toldAt })
    .from(enquiry)
    .where(and(eq(enquiry.id, ph('id')), eq(enquiry.centreId, ph('centreId')))),
)
/** Not one that is told in this moment: its words are that visit's by then. */
const empty = statement((db) =>
  db
    .update(enquiry)
    .set({ askedBy: '', askedAfter: '', remark: null })
    .where(and(eq(enquiry.id, ph('id')), isNull(enquiry.toldAt)))
    .returning({ id: enquiry.id }),
)
const forget = statement((db) =>
  db
    .update(said)
    .set({ value: null, salt: '' })
    .where(and(eq(said.subject, ph('id')), isNotNull(said.value)))
    .returning({ id: said.id }),
)

/** For how many years they are kept, and by which clock they are counted. */
const keptFor = async (read: Reader, centreId: string) =>
  [(await yearsOf(read, centreId)).unknownPerson, await zoneOf(read, centreId)] as const

export const dueEnquiryHandlers = {
  async 'enquiry.erase'(tx, act, { enquiryId: id }) {
    const { centreId, at } = act
    const [found] = await known(tx, { id, centreId })
    if (!found) return act.missing()
    const until = overAt(found.at, ...(await keptFor(tx, centreId)))
    if (found.toldAt === null && until > at) act.refuse('keptUntil', { at: until })
    if ((await empty(tx, { id })).length === 0) {
      const [now] = await known(tx, { id, centreId })
      act.refuse('alreadyTold', { at: now?.toldAt ?? at })
    }
    const words = await forget(tx, { id })
    if (words.length === 0) act.refuse('nothingToErase', {})
    act.change('enquiry.erased', id, { words: words.map((one) => one.id) })
    return id
  },
} satisfies Partial<Handlers>

export const dueEnquiryQueries = {
  async 'enquiry.due'(read, { centreId, now }) {
    const directory = await readDirectory(read, centreId)
    const before = overBefore(now, ...(await keptFor(read, centreId)))
    const found = await due(read, { centreId, before })
    return {
      due: found.map(({ id, at, askedBy, askedAfter, byStaffId }) => {
        const by = { staffId: byStaffId, name: directory.nameOf(byStaffId) }
        return { id, at, by, askedBy, askedAfter }
      }),
    }
  },
} satisfies Partial<QueryHandlers>
