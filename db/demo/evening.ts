/**
 * The evening that is under way when the demonstration starts: fourteen people in every state a board can
 * show, with the nine who are on. Minutes are counted back from the start; a plan as data, like a day's.
 */
import type { CommandName, Sent } from '../../shared/contract/index.ts'
import type { Role } from '../../shared/contract/role.ts'
import { calledBy, people } from './people.ts'
import { inTime, mark, type Step } from './step.ts'
import type { Username } from './workers.ts'

const minute = 60_000

/** On when it starts, the lead first. */
export const eveningTeam: readonly Username[] = [
  'senior',
  'desk',
  'peer',
  'peer2',
  'peer3',
  'clinician',
  'social',
  'housing',
  'benefits',
]

/** Known people of the evening and the minutes since they came, so that nobody is here twice. */
export const eveningPeople: readonly (readonly [string, number])[] = [
  ['rosa', 1],
  ['sam', 52],
  ['dev', 31],
  ['bernadette', 24],
  ['carol', 44],
  ['joseph', 30],
  ['maryam', 48],
  ['abdi', 66],
  ['lorraine', 85],
  ['graham', 25 * 60],
  ['nadia', 3 * 60],
  ['winston', 88],
]

/** Somebody does something, so many minutes (and parts of them) before the start. */
type Ago = <K extends CommandName>(
  minutes: number,
  by: Username,
  command: K,
  input: Omit<Sent<K>, 'visitId'>,
) => void

/** The steps of the evening, in the order of time. `now` is UTC ms. */
export function planEvening(now: number): Step[] {
  const steps: Step[] = []
  const visitOf = (who: string) => mark('visit', `evening/${who}`)
  const beside = <K extends CommandName>(
    who: string,
    minutes: number,
    by: Username,
    command: K,
    input: Sent<K>,
  ) => {
    const at = Math.round(now - minutes * minute)
    const key = `demo:evening:${who}:${steps.length}`
    steps.push({ at, by, doer: 'worker', command, input, key, about: `evening/${who}` })
  }
  const about =
    (who: string): Ago =>
    (minutes, by, command, input) => {
      // Two worlds meet: every command here is about a visit, which the types can't know of a name.
      const whole = { visitId: visitOf(who), ...input } as unknown as Sent<typeof command>
      beside(who, minutes, by, command, whole)
    }
  const at = (space: string) => ({ spaceId: mark('space', space) })
  const known = (key: string) => {
    const person = people.find((one) => one.key === key)
    if (!person) throw new Error(`nobody is known as ${key}`)
    return { personId: mark('person', key), label: calledBy(person), cameBy: 'back_known' }
  }
  const callTo = (who: string, role: Role, word: string) => ({
    callId: mark('call', `evening/${who}`),
    toRole: role,
    word,
  })

  // Longer ago than this team has been on: by the manager, who is on no shift that could end meanwhile.
  const graham = about('graham')
  graham(25 * 60, 'desk2', 'visit.arrive', {
    ...known('graham'),
    ...at('frontDoor'),
    wants: ['clinician'],
    welcomed: true,
  })
  graham(24.7 * 60, 'manager', 'visit.beginWith', {})
  graham(24.5 * 60, 'manager', 'visit.change', {
    feeling: 2,
    reasonsAdded: ['lowMood', 'sleep', 'loneliness'],
  })
  graham(23.9 * 60, 'manager', 'visit.change', at('room3'))
  graham(23.8 * 60, 'manager', 'visit.stepAway', {
    wants: ['justToBeHere'],
    wantsNote: 'Breakfast with Grace, 08:30',
  })
  graham(16 * 60, 'desk3', 'visit.lookIn', {})
  graham(95, 'peer2', 'visit.lookIn', {})

  const nadia = about('nadia')
  nadia(180, 'desk', 'visit.arrive', { ...known('nadia'), ...at('frontDoor'), wants: ['anyone'] })
  nadia(177, 'desk', 'visit.welcome', {})
  nadia(171, 'manager', 'visit.beginWith', {})
  nadia(150, 'manager', 'visit.change', {
    reasonsAdded: ['relationships', 'anxiety'],
    feelingSkipped: 'didntFeelRight',
  })
  nadia(140, 'manager', 'visit.chooseSharing', {
    agencyIds: [mark('agency', 'council')],
    answers: { notes: 'no' },
  })
  nadia(122, 'manager', 'visit.change', at('room1'))
  nadia(120, 'manager', 'visit.stepAway', { wants: ['justToBeHere'], wantsNote: 'Lamp left on, please' })
  nadia(41, 'desk', 'visit.lookIn', {})

  const winston = about('winston')
  winston(88, 'desk', 'visit.arrive', {
    ...known('winston'),
    ...at('lounge'),
    wants: ['justToBeHere'],
    welcomed: true,
  })
  winston(12, 'desk', 'visit.leave', { ending: 'home', gotWhatCameFor: 'yes', feltWelcome: 'yes' })

  const lorraine = about('lorraine')
  lorraine(85, 'desk', 'visit.arrive', {
    ...known('lorraine'),
    ...at('lounge'),
    wants: ['anyone'],
    welcomed: true,
  })
  lorraine(76, 'senior', 'visit.beginWith', {})
  lorraine(70, 'senior', 'visit.change', { reasonsAdded: ['bereavement'], feeling: 4 })
  lorraine(45, 'senior', 'visit.change', { wantsStaff: [mark('staff', 'senior')] })
  lorraine(10, 'senior', 'visit.stepOut', {
    until: Math.round((now + 20 * minute) / minute) * minute,
    word: 'To the shop for milk',
  })

  const abdi = about('abdi')
  abdi(66, 'desk', 'visit.arrive', {
    ...known('abdi'),
    ...at('kitchen'),
    wants: ['justToBeHere'],
    welcomed: true,
  })
  abdi(15, 'peer2', 'visit.lookIn', {})

  const ben = about('ben')
  ben(42, 'desk', 'visit.arrive', {
    label: 'Ben',
    ...at('activity'),
    wants: ['justToBeHere'],
    wantsNote: 'At the drawing table',
  })
  ben(40, 'desk', 'visit.welcome', {})

  const sam = about('sam')
  sam(52, 'desk', 'visit.arrive', { ...known('sam'), ...at('frontDoor'), wants: ['peer', 'aWoman'] })
  sam(50, 'desk', 'visit.welcome', {})
  sam(47, 'desk', 'visit.change', at('quietCorner'))
  sam(34, 'desk', 'visit.lookIn', {})
  sam(9, 'peer3', 'visit.pickUp', {})

  const maryam = about('maryam')
  maryam(48, 'desk', 'visit.arrive', { ...known('maryam'), ...at('frontDoor'), welcomed: true })
  maryam(44, 'desk', 'visit.change', { wants: ['peer', 'housing'] })
  maryam(40, 'peer', 'visit.pickUp', {})
  maryam(38, 'peer', 'visit.beginWith', {})
  maryam(37, 'peer', 'visit.change', at('talking2'))
  maryam(32, 'peer', 'visit.change', {
    words:
      'I can’t go back there tonight. He’s texted again about the rent and I just sat on the stairs. I don’t want to go over all of it, I want someone to sit with me while I ring him.',
    reasonsAdded: ['housing', 'money', 'anxiety'],
    feeling: 3,
  })
  maryam(22, 'peer', 'visit.callFor', callTo('maryam', 'housing', 'Text from the landlord, for tonight'))
  maryam(21, 'housing', 'visit.answerCall', { callId: mark('call', 'evening/maryam') })
  maryam(20, 'housing', 'visit.join', {})
  maryam(12, 'peer', 'note.write', {
    noteId: mark('note', 'evening/maryam'),
    text: '“My sister says come tonight. I hadn’t thought I could ask.”',
    isTogether: true,
  })

  const carol = about('carol')
  carol(44, 'desk', 'visit.arrive', {
    ...known('carol'),
    ...at('frontDoor'),
    wants: ['anyone'],
    suggestedBy: 'family_friend',
  })
  carol(42, 'desk', 'visit.welcome', {})
  carol(40, 'senior', 'visit.beginWith', {})
  carol(38, 'senior', 'visit.change', at('family'))
  carol(25, 'senior', 'visit.change', { reasonsAdded: ['worriedAboutSomeone', 'sleep'], reasonsShown: true })

  const dev = about('dev')
  dev(31, 'desk', 'visit.arrive', {
    ...known('dev'),
    ...at('lounge'),
    wants: ['socialCare', 'peer'],
    nameOnWall: true,
  })
  dev(29, 'desk', 'visit.welcome', {})
  dev(0.6, 'social', 'visit.pickUp', {})

  const joseph = about('joseph')
  joseph(30, 'desk', 'visit.arrive', { ...known('joseph'), ...at('frontDoor'), wants: ['clinician'] })
  joseph(27, 'desk', 'visit.welcome', {})
  joseph(25, 'clinician', 'visit.beginWith', {})
  joseph(24, 'clinician', 'visit.change', at('clinic'))
  joseph(16, 'clinician', 'visit.change', { reasonsAdded: ['medicines', 'thoughtsOfSuicide'], feeling: 3 })
  joseph(4, 'clinician', 'visit.handOver', { toRole: 'peer', word: 'Would like somebody who’s been there' })

  // Each has a record of their own; Carol has said that he may know, and he hasn't been asked.
  const tieId = mark('tie', 'evening/carol')
  const sides = { supporter: visitOf('carol'), supported: visitOf('joseph') }
  beside('carol', 14, 'senior', 'tie.add', { tieId, ...sides })
  beside('carol', 13, 'senior', 'tie.choose', { tieId, side: 'supporter', mayKnow: true })
  // Said of the wrong visit, and taken back.
  const wrong = mark('tie', 'evening/carol/wrong')
  beside('carol', 16, 'senior', 'tie.add', { ...sides, tieId: wrong, supported: visitOf('abdi') })
  beside('carol', 15, 'senior', 'tie.end', { tieId: wrong })

  const bernadette = about('bernadette')
  bernadette(24, 'desk', 'visit.arrive', {
    ...known('bernadette'),
    ...at('lounge'),
    wants: ['benefits', 'housing'],
  })
  bernadette(22, 'desk', 'visit.welcome', {})
  bernadette(20, 'desk', 'visit.change', { words: 'It’s the letters.', wordsShown: true })
  bernadette(12, 'desk', 'visit.lookIn', {})

  const ellie = about('ellie')
  ellie(9, 'desk', 'visit.arrive', {
    label: 'Ellie',
    ...at('frontDoor'),
    wants: ['benefits'],
    suggestedBy: 'jobcentre',
  })
  ellie(7, 'desk', 'visit.welcome', {})
  ellie(0.9, 'benefits', 'visit.pickUp', {})

  about('blue')(2, 'desk', 'visit.arrive', { ...at('frontDoor'), cameBy: 'walk_in' })
  about('rosa')(1, 'desk', 'visit.arrive', {
    ...known('rosa'),
    ...at('frontDoor'),
    wants: ['peer'],
    nameOnWall: true,
  })

  return inTime(steps)
}
