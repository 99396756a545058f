/**
 * A centre with one of everything that a call can be about: somebody here, somebody known, somebody gone, a note, a
 * call, a tie, an opening, a device, an agreement and so on, and all their ids by the name of the field that asks for
 * such a one.
 */
import { uuidv7 } from 'uuidv7'
import { passkey } from '../db/schema/signIn.ts'
import type { CommandName } from '../shared/contract/index.ts'
import type { TestCentre, WorkerName } from './harness.ts'

/** By the name of a field; `idFor` knows those that are called otherwise. */
export type Furniture = Readonly<Record<string, string>>

/** Everything said there begins with `word`. */
export async function furnish(centre: TestCentre, word: string): Promise<Furniture> {
  async function does(worker: WorkerName, name: CommandName, input: object): Promise<string> {
    const { status, body } = await centre.as(worker).send(name, input)
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`)
    return String(body.id)
  }
  const { agencyId, staffId, actor } = centre.as('peer')
  await does('desk', 'team.on', { asLead: true })
  await does('peer', 'team.on', {})
  const said = { label: `${word} with`, words: `${word} said`, wants: ['peer'] }
  const visitId = await centre.arrive(said)
  await does('peer', 'visit.beginWith', { visitId })
  const noteId = await does('peer', 'note.write', { visitId, text: `${word} note` })
  const personId = await does('peer', 'person.add', { name: `${word} known`, visitId })
  const callId = uuidv7()
  await does('peer', 'visit.callFor', { visitId, callId, toRole: 'benefits' })
  const supporter = await does('desk', 'person.add', { name: `${word} sister` })
  const tieId = await does('desk', 'tie.add', { supporter, supported: personId })
  await does('clinician', 'access.open', { visitId, reason: `${word} can’t be woken.` })
  const page = await centre.as('manager').ask('access.reviews')
  const asked = { askedBy: `${word} a man`, askedAfter: 'Sarah', answer: 'cantSay' }
  const away = { issuer: 'https://sign-in.harbour.example', clientId: 'a', clientSecret: 'b', claim: 'sub' }
  const agreed = { agencyId, agreedOn: '2026-10-01', purpose: word, keptAt: word }
  const inside = (name: CommandName, worker: WorkerName, input: object, made = {}) =>
    centre.app.door.run(name, { actor: centre.as(worker).actor, input, made })
  // Past the page, so that whoever does it stays signed in.
  const screen = await inside('screen.enrol', 'manager', { name: `${word} wall` })
  const device = await inside('device.enrol', 'manager', { name: `${word} desk` }, { keeps: uuidv7() })
  if (screen.is !== 'done' || device.is !== 'done') throw new Error('no screen, or no device')
  const passkeyId = uuidv7()
  const { accountId } = actor
  const kept = { publicKey: 'none', counter: 0, transports: [], name: `${word} phone`, addedAt: 0 }
  await centre.db.write((tx) =>
    tx.insert(passkey).values({ id: passkeyId, accountId, credentialId: passkeyId, ...kept }),
  )
  await does('manager', 'pass.give', { name: `${word} night`, role: 'volunteer', agencyId, hours: 8 })
  const passes = (await centre.as('manager').ask('passes')).body as { passes: { passId: string }[] }
  return {
    ...{ visitId, noteId, personId, callId, tieId, supporter, staffId, agencyId, passkeyId },
    supported: personId,
    screenId: screen.id,
    deviceId: device.id,
    sessionId: actor.sessionId,
    spaceId: centre.spaces.lounge,
    openingId: String(page.body.openings[0].id),
    passId: passes.passes[0]?.passId ?? '',
    enquiryId: await does('desk', 'enquiry.record', asked),
    agreementId: await does('administrator', 'agreement.write', agreed),
    providerId: await does('administrator', 'signInProvider.add', { name: `${word} Trust`, ...away }),
    invitationId: await does('administrator', 'account.invite', { name: word, role: 'peer', agencyId }),
  }
}

/** Fields that ask for one of these under another name. */
const called: Readonly<Record<string, string>> = {
  toStaffId: 'staffId',
  by: 'staffId',
  staffIds: 'staffId',
  wantsStaff: 'staffId',
  ratherNot: 'staffId',
  readers: 'staffId',
  letIn: 'staffId',
  toAgencyId: 'agencyId',
  agencyIds: 'agencyId',
  spaceIds: 'spaceId',
  disputes: 'noteId',
}
/** A subject is somebody known, or a visit; of a review it is what is gone through. */
const subjectOf = (name: string) => (name === 'access.review' ? 'openingId' : 'personId')

/** The id that a call's field asks for. @throws Error where there is none: a new kind of thing needs one here. */
export function idFor(furniture: Furniture, name: string, field: string): string {
  const id =
    furniture[field === 'subject' || field === 'subjects' ? subjectOf(name) : (called[field] ?? field)]
  if (!id) throw new Error(`nothing for ${field} of ${name}`)
  return id
}
