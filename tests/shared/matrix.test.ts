/**
 * Who may do what about a visit, its notes, people and the log, written out by hand. Tests made from the contract can't
 * say that the contract is wrong: this one can, and each line of it is somebody's decision (server/README.md).
 */
import { expect, test } from 'vitest'
import { commands, queries } from '../../shared/contract/index.ts'

/** t: everybody on the team, a manager too. v: a volunteer. a: an administrator. m: a manager alone. w: a wall. */
const columns = {
  desk: 't',
  peer: 't',
  seniorPeer: 't',
  carerSupporter: 't',
  clinician: 't',
  socialCare: 't',
  housing: 't',
  benefits: 't',
  employment: 't',
  manager: 'tm',
  volunteer: 'v',
  administrator: 'a',
  wall: 'w',
} as const

const matrix: Record<string, string> = {
  // The issue names these for volunteers: log, welcome, look in, be alongside, call for someone.
  'visit.arrive': 't v',
  'visit.welcome': 't v',
  'visit.pickUp': 't v',
  'visit.beginWith': 't v',
  'visit.lookIn': 't v',
  'visit.join': 't v',
  'visit.stepAway': 't v',
  'visit.callFor': 't v',
  // These go with them: put right, hand on and say goodbye, at night and alone at the desk.
  'visit.change': 't v',
  'visit.handOver': 't v',
  'visit.withdrawHandover': 't v',
  'visit.answerCall': 't v',
  'visit.withdrawCall': 't v',
  'visit.stepOut': 't v',
  'visit.comeBack': 't v',
  'visit.leave': 't v',
  'visit.reopen': 't v',
  'visit.retract': 't v',
  'visit.chooseSharing': 't v',
  // A manager's alone: a record and its words go for good.
  'visit.erase': 'm',
  // The team's alone: whom a handover comes to, how a worry was settled, who somebody is.
  'visit.takeOver': 't',
  'visit.declineHandover': 't',
  'visit.settleWorry': 't',
  'visit.joinPerson': 't',
  'visit.partPerson': 't',
  'note.write': 't',
  'note.correct': 't',
  'person.add': 't',
  'person.change': 't',
  'tie.add': 't',
  'tie.choose': 't',
  'tie.end': 't',
  'team.on': 't v',
  'team.off': 't v',
}
const asked: Record<string, string> = {
  board: 't v a w',
  team: 't v a',
  visit: 't v',
  people: 't',
  // And whoever leads the shift, of any role.
  log: 'm',
  'review.range': 'm',
}

const rolesOf = (letters: string) =>
  Object.entries(columns).flatMap(([role, theirs]) =>
    letters.split(' ').some((one) => theirs.includes(one)) ? [role] : [],
  )
const sorted = (roles: unknown) => (Array.isArray(roles) ? roles.map(String).toSorted() : roles)

test.each(Object.entries(matrix))('%s: %s', (name, letters) => {
  const spec = Object.entries(commands).find(([one]) => one === name)?.[1]
  expect(sorted(spec?.allow)).toEqual(rolesOf(letters).toSorted())
})

test.each(Object.entries(asked))('%s: %s', (name, letters) => {
  const spec = Object.entries(queries).find(([one]) => one === name)?.[1]
  expect(sorted(spec?.allow)).toEqual(rolesOf(letters).toSorted())
})

test('of these, whoever leads the shift may ask for the log beside a manager, and for nothing else', () => {
  const byLead = Object.entries(queries).flatMap(([name, spec]) => (spec.orShiftLead ? [name] : []))
  expect(byLead.filter((name) => name in asked)).toEqual(['log'])
})

test('no command about a visit, a note, a tie or the team is left out', () => {
  const nouns = ['visit', 'note', 'tie', 'team']
  const all = Object.keys(commands).filter((name) => nouns.includes(name.split('.')[0] ?? ''))
  expect(all.filter((name) => !(name in matrix))).toEqual([])
})
