/**
 * The board as it stood at a moment that is over. Everything at its true time, so a visit that was written down
 * late is there from when they came; one taken back as logged by mistake is left out and counted. Names are those
 * of now, and which space is a guest room is as it is now.
 */
import type { Reader } from '../../../db/store.ts'
import type { Alongside } from '../../../shared/contract/board.ts'
import type { PastBoard, PastCard } from '../../../shared/contract/proof.ts'
import { type Looker, maySee } from '../../../shared/domain/access.ts'
import { doing, justToBeHere, wantsSomeone } from '../../../shared/domain/doing.ts'
import { type Directory, readDirectory } from '../../feed/directory.ts'
import * as rows from './pastRows.ts'
import { pastTeam } from './pastTeam.ts'
import { type PastCall, type PastVisit, pastVisit } from './pastVisit.ts'

type Beside = NonNullable<ReturnType<Awaited<ReturnType<typeof rows.besideUpTo>>['get']>>[number]
type Offer = NonNullable<ReturnType<Awaited<ReturnType<typeof rows.offersAt>>['get']>>

interface Then {
  at: number
  visit: rows.VisitRow
  was: PastVisit
  beside: readonly Beside[]
  offer: Offer | undefined
}

export async function pastBoard(read: Reader, asked: rows.PastAsked): Promise<PastBoard> {
  const { at } = asked
  const directory = await readDirectory(read, asked.centreId)
  const visits = await rows.visitsAbout(read, asked)
  const ids = visits.map((visit) => visit.id)
  const entries = await rows.entriesUpTo(read, asked, visits)
  const words = await rows.wordsSaid(read, ids)
  const beside = await rows.besideUpTo(read, ids, at)
  const offers = await rows.offersAt(read, ids, at)
  const then = visits
    .map((visit): Then => {
      const was = pastVisit(entries.get(visit.id) ?? [], words)
      return { at, visit, was, beside: beside.get(visit.id) ?? [], offer: offers.get(visit.id) }
    })
    .filter(({ was }) => !was.isRetracted && (was.goneAt === null || was.isWorried))
  const personIds = then.flatMap(({ visit, was }) => [visit.personId ?? [], was.personId ?? []].flat())
  const known = await rows.peopleKnown(read, [...new Set(personIds)])
  return {
    at,
    cards: then
      .map((one) => closed(cardThen(one, directory, known), one, { directory, known, looker: asked.looker }))
      .sort((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1)),
    team: await pastTeam(read, directory, asked),
    leftOut: await rows.countTakenBack(read, asked),
  }
}

type Known = Awaited<ReturnType<typeof rows.peopleKnown>>

/**
 * What they chose by now, as the visit's or as either person's it was taken for, holds for the past too. A choice
 * blanks what it is about, and never takes a card away.
 */
function closed(
  card: PastCard,
  { visit, was }: Then,
  { directory, known, looker }: { directory: Directory; known: Known; looker: Looker },
): PastCard {
  const theirs = [visit.personId, was.personId].flatMap((id) => known.get(id ?? '') ?? [])
  const chosen = [...theirs.map((one) => one.sharing), ...(visit.personId === null ? [visit.sharing] : [])]
  const isBlank = (topic: 'name' | 'wishes') =>
    chosen.some((sharing) => maySee(topic, looker, sharing) === 'blank')
  const name = isBlank('name') ? { label: directory.unnamed(card.id), isKnown: false } : {}
  if (!isBlank('wishes')) return { ...card, ...name }
  // Whether they would have liked somebody, which is all that `doing` asks; not whom, and not what else.
  const wants = card.wants === null ? null : [wantsSomeone(card) ? 'anyone' : justToBeHere]
  return { ...card, ...name, wants, wantsStaff: [] }
}

function cardThen(then: Then, directory: Directory, known: Known): PastCard {
  const { at, visit, was, offer } = then
  const who = (staffId: string) => ({ staffId, name: directory.nameOf(staffId) })
  const maybe = (staffId: string | null) => (staffId === null ? null : who(staffId))
  const seen = lastSeen(then)
  const facts = {
    id: visit.id,
    label: was.label ?? known.get(was.personId ?? '')?.name ?? directory.softLabel(visit.softName),
    isKnown: was.personId !== null,
    arrivedAt: visit.arrivedAt,
    channel: visit.channel,
    with: withThem(then, directory),
    wants: was.wants,
    wantsStaff: was.wantsStaff.map(who),
    spaceId: was.spaceId,
    isStaying: directory.isGuestRoom(was.spaceId),
    welcomedAt: was.welcomedAt,
    lastSeenAt: seen?.at ?? null,
    lastSeenBy: seen ? who(seen.by) : null,
    outAt: was.out?.at ?? null,
    outUntil: was.out?.until ?? null,
    goneAt: was.goneAt,
    isWorried: was.isWorried,
    handover: offer
      ? {
          from: who(offer.fromStaffId),
          to: maybe(offer.toStaffId),
          toRole: offer.toRole,
          at: offer.offeredAt,
        }
      : null,
    calls: [...was.calls, ...promised(then)]
      .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .map(({ id, by, to, toRole, toAgencyId, at: calledAt, answeredBy }) => {
        const toAgency = toAgencyId === null ? null : directory.agencyName(toAgencyId)
        return { id, by: who(by), to: maybe(to), toRole, toAgency, at: calledAt, answeredBy }
      }),
  }
  return { ...facts, doing: doing(facts, at) }
}

/** Calls that somebody had said they'd come for who was on the way and hadn't been there since (rows/calls.ts). */
function promised({ at, was, beside }: Then): PastCall[] {
  return [...was.answered.values()].filter(({ answeredBy, answeredAt }) => {
    const theirs = beside.filter((one) => one.staffId === answeredBy)
    const isOver = (time: number | null) => time !== null && time <= at
    const isComing = theirs.some((one) => !isOver(one.endedAt) && !isOver(one.begunAt))
    const came = theirs.some(
      ({ begunAt, endedAt }) =>
        isOver(begunAt) &&
        (!isOver(endedAt) || (begunAt ?? 0) >= (answeredAt ?? 0) || (endedAt ?? 0) > (answeredAt ?? 0)),
    )
    return isComing && !came
  })
}

function withThem({ at, was, beside }: Then, directory: Directory): Alongside[] {
  return beside
    .filter((one) => one.endedAt === null || one.endedAt > at)
    .map((one) => ({
      staffId: one.staffId,
      name: directory.nameOf(one.staffId),
      role: one.role,
      agency: directory.agencyName(one.agencyId),
      lead: one.staffId === was.lead,
      since: one.saidAt,
      begunAt: one.begunAt !== null && one.begunAt <= at ? one.begunAt : null,
      dueBy: one.dueBy,
    }))
}

/** A worker who went home was with them until then, which their entry doesn't say. */
function lastSeen({ at, was, beside }: Then): PastVisit['seen'] {
  return beside.reduce((seen, { staffId, begunAt, endedAt, endedWhy }) => {
    if (endedWhy !== 'wentHome' || begunAt === null || endedAt === null || endedAt > at) return seen
    return seen !== null && seen.at > endedAt ? seen : { at: endedAt, by: staffId }
  }, was.seen)
}
