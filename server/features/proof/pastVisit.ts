/**
 * One visit as it was at a moment, from its entries in the log up to then: what its row has forgotten, since a row
 * knows only how it ended. Who was alongside, and the offers, come from their own intervals (pastBoard.ts).
 */
import type { ChangeData, ChangeKind, SaidRef } from '../../../shared/contract/changes.ts'
import type { Role } from '../../../shared/contract/role.ts'

export interface PastCall {
  id: string
  by: string
  to: string | null
  toRole: Role | null
  toAgencyId: string | null
  at: number
  /** Who said last that they would come, and when. */
  answeredBy: string | null
  answeredAt: number | null
}

export interface PastVisit {
  personId: string | null
  label: string | null
  spaceId: string | null
  wants: string[] | null
  wantsStaff: string[]
  welcomedAt: number | null
  seen: { at: number; by: string } | null
  out: { at: number; until: number | null } | null
  goneAt: number | null
  isWorried: boolean
  /** Taken back just then, as logged by mistake. */
  isRetracted: boolean
  /** Who led those alongside. */
  lead: string | null
  calls: PastCall[]
  /** Calls that somebody said they'd come for, by id: they may ask again. */
  answered: Map<string, PastCall>
}

/** One entry: when it happened (UTC ms), by whom, and its data. */
export interface PastEntry {
  kind: ChangeKind
  at: number
  actor: string
  data: unknown
}

type Step<K extends ChangeKind> = (visit: PastVisit, data: ChangeData<K>, entry: PastEntry) => void

const seen = (visit: PastVisit, { at, actor }: { at: number; actor: string }) => {
  if (visit.seen === null || visit.seen.at <= at) visit.seen = { at, by: actor }
}
const meet: Step<'visit.begunWith' | 'visit.joined' | 'visit.takenOver'> = (visit, data, entry) => {
  if (visit.lead === null || ('insteadOf' in data && data.insteadOf === visit.lead)) visit.lead = entry.actor
  visit.welcomedAt ??= entry.at
  seen(visit, entry)
}
const answer = (visit: PastVisit, id: string, { at, actor }: PastEntry) => {
  const call = visit.calls.find((one) => one.id === id) ?? visit.answered.get(id)
  if (call) visit.answered.set(id, { ...call, answeredBy: actor, answeredAt: Math.max(at, call.at) })
  visit.calls = visit.calls.filter((one) => one.id !== id)
}
/** Nobody came who had said they would: these ask again. */
const askAgain = (visit: PastVisit, ids: readonly string[] = []) => {
  for (const id of ids) {
    const call = visit.answered.get(id)
    if (call) visit.calls.push({ ...call, answeredBy: null, answeredAt: null })
    visit.answered.delete(id)
  }
}
const end = (visit: PastVisit) => {
  visit.lead = null
  visit.calls = []
  visit.answered.clear()
  visit.out = null
}

const steps: { readonly [K in ChangeKind]?: Step<K> } = {
  'visit.arrived': (visit, data, { at, actor }) => {
    visit.personId = data.personId ?? null
    visit.spaceId = data.spaceId ?? null
    visit.wants = data.wants ?? null
    if (!data.isWelcomed) return
    visit.welcomedAt = at
    visit.seen = { at, by: actor }
  },
  'visit.welcomed': (visit, { by }, { at }) => {
    visit.welcomedAt = at
    seen(visit, { at, actor: by })
  },
  'visit.changed': (visit, data) => {
    if (data.spaceId !== undefined) visit.spaceId = data.spaceId
    if (data.wants !== undefined) visit.wants = data.wants
  },
  'visit.pickedUp': (visit, data, { actor }) => {
    visit.lead = actor
    askAgain(visit, data.callsAgain)
  },
  'visit.callAnswered': (visit, data, entry) => {
    const { actor } = entry
    answer(visit, data.callId, entry)
    if (visit.lead === null || data.insteadOf === visit.lead) visit.lead = actor
    askAgain(visit, data.callsAgain)
  },
  'visit.begunWith': (visit, data, entry) => {
    meet(visit, data, entry)
    askAgain(visit, data.callsAgain)
  },
  'visit.joined': (visit, data, entry) => {
    meet(visit, data, entry)
    askAgain(visit, data.callsAgain)
  },
  'visit.takenOver': (visit, data, entry) => {
    visit.lead = null
    meet(visit, data, entry)
  },
  'visit.lookedIn': (visit, data, entry) => {
    if (data.wants !== undefined) visit.wants = data.wants
    seen(visit, entry)
  },
  'visit.steppedAway': (visit, data, entry) => {
    if (visit.lead === entry.actor) visit.lead = data.newLead ?? null
    if (data.wants !== undefined) visit.wants = data.wants
    if (data.hadBegun) seen(visit, entry)
    askAgain(visit, data.callsAgain)
  },
  'visit.workerWentHome': (visit, data) => {
    if (visit.lead === data.staffId) visit.lead = data.newLead ?? null
    if (data.wants === null) visit.wants = null
    askAgain(visit, data.callsAgain)
    const { toRole } = data
    if (toRole === undefined) return
    visit.calls = visit.calls.map((one) => (one.to === data.staffId ? { ...one, to: null, toRole } : one))
  },
  'visit.calledFor': (visit, data, { at, actor }) => {
    const { callId: id, to = null, toRole = null, toAgencyId = null } = data
    visit.calls.push({
      ...{ id, by: actor, to, toRole, toAgencyId, at },
      ...{ answeredBy: null, answeredAt: null },
    })
  },
  'visit.callWithdrawn': (visit, { callId }) => {
    visit.calls = visit.calls.filter((one) => one.id !== callId)
    visit.answered.delete(callId)
  },
  'visit.steppedOut': (visit, data, { at }) => {
    visit.lead = null
    visit.out = { at, until: data.until ?? null }
    askAgain(visit, data.callsAgain)
  },
  'visit.cameBack': (visit, _, entry) => {
    visit.out = null
    seen(visit, entry)
  },
  'visit.left': (visit, data, { at }) => {
    end(visit)
    visit.goneAt = at
    visit.isWorried = data.isWorried ?? false
  },
  'visit.worrySettled': (visit) => {
    visit.isWorried = false
  },
  'visit.retracted': (visit) => {
    end(visit)
    visit.isRetracted = true
  },
  'visit.reopened': (visit) => {
    if (!visit.isRetracted) {
      visit.goneAt = null
      visit.isWorried = false
    }
    visit.isRetracted = false
  },
  'visit.personJoined': (visit, { personId }) => {
    visit.personId = personId
  },
  'visit.personParted': (visit) => {
    visit.personId = null
  },
}

/** What they'd like to be called and whom they asked for stand in the log by digest: their words, by their id. */
function takeWords(visit: PastVisit, data: unknown, words: ReadonlyMap<string, unknown>): void {
  const { said = [] } = data as { said?: SaidRef[] }
  for (const { id, field } of said) {
    if (!words.has(id)) continue
    // Two worlds meet: what was said is kept as JSON, and its field says of what shape.
    if (field === 'label') visit.label = words.get(id) as string | null
    if (field === 'wantsStaff') visit.wantsStaff = (words.get(id) as string[] | null) ?? []
  }
}

/** @param entries in the order in which they happened; `words`: the value of what was said, by its id. */
export function pastVisit(entries: readonly PastEntry[], words: ReadonlyMap<string, unknown>): PastVisit {
  const visit: PastVisit = {
    ...{ personId: null, label: null, spaceId: null, wants: null, wantsStaff: [] },
    ...{ welcomedAt: null, seen: null, out: null, goneAt: null, isWorried: false, isRetracted: false },
    ...{ lead: null, calls: [], answered: new Map() },
  }
  for (const entry of entries) {
    // Two worlds meet: the table is exact per kind, and the log's one writer parsed the data by its kind's schema.
    const step: Step<ChangeKind> | undefined = steps[entry.kind]
    step?.(visit, entry.data as ChangeData<ChangeKind>, entry)
    takeWords(visit, entry.data, words)
  }
  return visit
}
