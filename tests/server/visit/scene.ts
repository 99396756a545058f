/**
 * A centre for one file of visit tests, and what its tables say. When the file is done it looks over every
 * visit that the tests made: what must hold always, holds after all of them.
 */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import { said } from '../../../db/schema/said.ts'
import { alongside, call, handover, outing, visit } from '../../../db/schema/visit.ts'
import type { Card } from '../../../shared/contract/board.ts'
import type { ChangeKind, SaidRef } from '../../../shared/contract/changes.ts'
import type { CommandName, Sent } from '../../../shared/contract/index.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'

export interface Logged {
  kind: ChangeKind
  actor: string | null
  occurredAt: number
  data: { said?: SaidRef[]; [field: string]: unknown }
}

export interface Scene {
  readonly centre: TestCentre
  /** Does it and gives the id; anything but 200 fails the test. */
  does<K extends CommandName>(worker: WorkerName, name: K, input: Sent<K>): Promise<string>
  /** Tries it and gives the refusal's body; anything but 409 fails the test. */
  refused<K extends CommandName>(
    worker: WorkerName,
    name: K,
    input: Sent<K>,
  ): Promise<Record<string, unknown>>
  /** Tries it and gives the first issue; anything but 400 fails the test. */
  invalid<K extends CommandName>(
    worker: WorkerName,
    name: K,
    input: Sent<K>,
  ): Promise<{ path: string; message: string }>
  visit(id: string): Promise<typeof visit.$inferSelect>
  /** What the desk sees of it. */
  card(id: string): Promise<Card>
  /** Everybody who was ever alongside, the first to say so first. */
  beside(id: string): Promise<(typeof alongside.$inferSelect)[]>
  /** The same, of those who still are. */
  now(id: string): Promise<(typeof alongside.$inferSelect)[]>
  offers(id: string): Promise<(typeof handover.$inferSelect)[]>
  calls(id: string): Promise<(typeof call.$inferSelect)[]>
  outings(id: string): Promise<(typeof outing.$inferSelect)[]>
  story(id: string): Promise<Logged[]>
  last(id: string): Promise<Logged>
  /** What was kept of somebody's words and answers under a heading, oldest first. */
  said(id: string, field: string): Promise<unknown[]>
  staff(worker: WorkerName): string
  who(worker: WorkerName): { staffId: string; name: string }
}

/** To be called at the head of a file. */
export function useScene(): Scene {
  let centre: TestCentre
  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(async () => {
    await expectSound(centre)
    await centre.close()
  })
  const story = async (id: string) => {
    const rows = await centre.db.read
      .select()
      .from(change)
      .where(eq(change.subject, id))
      .orderBy(asc(change.seq))
    return rows.map(({ kind, actor, occurredAt, data }) => ({
      kind: kind as ChangeKind,
      actor,
      occurredAt,
      data: JSON.parse(data) as Logged['data'],
    }))
  }
  const answered = async <K extends CommandName>(
    status: number,
    worker: WorkerName,
    name: K,
    input: Sent<K>,
  ) => {
    const reply = await centre.as(worker).call(name, input)
    const body = reply.body as Record<string, unknown>
    expect({ status: reply.status, body }).toMatchObject({ status })
    return body
  }
  return {
    get centre() {
      return centre
    },
    async does(worker, name, input) {
      const { id } = await answered(200, worker, name, input)
      return String(id)
    },
    refused: (worker, name, input) => answered(409, worker, name, input),
    async invalid(worker, name, input) {
      const { issues } = await answered(400, worker, name, input)
      const [first] = issues as { path: string; message: string }[]
      if (!first) throw new Error('invalid, but nothing said to be')
      return first
    },
    async visit(id) {
      const [row] = await centre.db.read.select().from(visit).where(eq(visit.id, id))
      if (!row) throw new Error('no such visit')
      return row
    },
    card: async (visitId) => (await centre.as('desk').ask('visit', { visitId })).body.card as Card,
    beside: (id) =>
      centre.db.read
        .select()
        .from(alongside)
        .where(eq(alongside.visitId, id))
        .orderBy(asc(alongside.saidAt), asc(alongside.id)),
    now: (id) =>
      centre.db.read
        .select()
        .from(alongside)
        .where(and(eq(alongside.visitId, id), isNull(alongside.endedAt)))
        .orderBy(asc(alongside.saidAt), asc(alongside.id)),
    offers: (id) =>
      centre.db.read.select().from(handover).where(eq(handover.visitId, id)).orderBy(asc(handover.offeredAt)),
    calls: (id) => centre.db.read.select().from(call).where(eq(call.visitId, id)).orderBy(asc(call.calledAt)),
    outings: (id) =>
      centre.db.read.select().from(outing).where(eq(outing.visitId, id)).orderBy(asc(outing.outAt)),
    story,
    async last(id) {
      const last = (await story(id)).at(-1)
      if (!last) throw new Error('nothing happened')
      return last
    },
    async said(id, field) {
      const rows = await centre.db.read
        .select()
        .from(said)
        .where(and(eq(said.subject, id), eq(said.field, field)))
        .orderBy(asc(said.at), asc(said.id))
      return rows.map((row) => row.value)
    },
    staff: (worker) => centre.as(worker).staffId,
    who: (worker) => ({ staffId: centre.as(worker).staffId, name: centre.as(worker).name }),
  }
}

/** Somebody known with a visit that is over, and one, as many ms after it, that isn't. */
export async function cameAgain({ centre, does }: Scene, name: string, after: number) {
  const personId = await does('peer', 'person.add', { name })
  const past = await centre.arrive({ personId })
  await does('peer', 'visit.leave', { visitId: past })
  centre.clock.pass(after)
  return { personId, past, here: await centre.arrive({ personId }) }
}

/** What holds for every visit at any moment, whatever was done to it and by whomever at once. */
export async function expectSound(centre: TestCentre): Promise<void> {
  const { read } = centre.db
  const changes = await read.select().from(change).where(eq(change.centreId, centre.id))
  const open = await read.select().from(alongside).where(isNull(alongside.endedAt))
  const offers = await read.select().from(handover).where(isNull(handover.endedAt))
  const ended = await read.select().from(alongside).where(eq(alongside.centreId, centre.id))
  for (const row of await read.select().from(visit).where(eq(visit.centreId, centre.id))) {
    // A note is about a visit and changes nothing of it.
    const ofVisit = changes.filter((one) => one.subject === row.id && one.kind.startsWith('visit.'))
    const told = new Set(ofVisit.map((one) => one.commandId))
    expect(row.version, 'a version moves with a change in the log and never without').toBe(told.size)
    const beside = open.filter((one) => one.visitId === row.id)
    const leads = beside.filter((one) => one.isLead)
    expect(leads.length, 'somebody leads where anybody is alongside, and one alone').toBe(
      beside.length > 0 ? 1 : 0,
    )
    const hasEnded = row.goneAt !== null || row.retractedAt !== null
    if (hasEnded) expect(beside, 'nobody is alongside somebody who has gone').toEqual([])
    const offer = offers.find((one) => one.visitId === row.id)
    if (offer) expect(leads[0]?.staffId, 'whoever offers a handover leads').toBe(offer.fromStaffId)
    if (row.outAt !== null) expect(beside.filter((one) => one.begunAt !== null)).toEqual([])
    if (row.firstWithAt !== null) expect(row.firstWithAt).toBeGreaterThanOrEqual(row.arrivedAt)
    if (row.welcomedAt !== null) expect(row.welcomedAt).toBeGreaterThanOrEqual(row.arrivedAt)
    const known = [row.arrivedAt, row.welcomedAt, row.firstWithAt, row.lastSeenAt].map((time) => time ?? 0)
    if (row.goneAt !== null) expect(row.goneAt).toBeGreaterThanOrEqual(Math.max(...known))
    if (row.lastSeenAt !== null) expect(row.lastSeenAt).toBeGreaterThanOrEqual(row.arrivedAt)
  }
  for (const row of await read.select().from(handover).where(eq(handover.centreId, centre.id))) {
    if (row.endedAt !== null) expect(row.endedAt).toBeGreaterThanOrEqual(row.offeredAt)
  }
  for (const row of await read.select().from(call).where(eq(call.centreId, centre.id))) {
    expect(row.withdrawnAt ?? row.answeredAt ?? row.calledAt).toBeGreaterThanOrEqual(row.calledAt)
  }
  for (const row of ended) {
    if (row.endedAt !== null) expect(row.endedAt).toBeGreaterThanOrEqual(row.begunAt ?? row.saidAt)
  }
  expect(centre.faults).toEqual([])
}
