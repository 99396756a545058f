/**
 * Somebody who comes on a day of the plan, as they are before anybody has met them: when they come, what they
 * would like, what they would tell, how long they stay, what they answer as they go. What the workers do
 * about it is not here.
 */
import type { Role } from '../../shared/contract/role.ts'
import type { Sent } from '../../shared/contract/index.ts'
import { goodbyeOf, type Goodbye } from './goodbye.ts'
import type { Manner } from './manner.ts'
import { calledBy, type DemoPerson, newcomer } from './people.ts'
import { type Random, random } from './random.ts'
import { mark } from './step.ts'
import { tellingOf, type Telling } from './telling.ts'
import { type Wish, wishOf } from './wish.ts'

export interface Guest {
  /** The plan's name for them: the day and a number. */
  readonly name: string
  readonly manner: Manner
  /** UTC ms. */
  readonly arrivesAt: number
  /** As the desk logs them; the visit's own mark is in it. */
  readonly arrival: Sent<'visit.arrive'>
  /** Somebody the centre knows already, or will from this visit on. */
  readonly person: string | null
  readonly isNew: DemoPerson | null
  readonly wish: Wish
  readonly telling: Telling
  /** Minutes with the first worker, and with whoever takes over. */
  readonly talks: readonly [number, number]
  /** Somebody they turn out to need as well. */
  readonly callFor: Role | null
  readonly handsOver: boolean
  /** Minutes out for a bit, in the middle. */
  readonly goesOut: number | null
  /** Minutes in the space after talking, before they go. */
  readonly rests: number
  /** Minutes they wait before they leave without having met anybody. */
  readonly waits: number
  readonly goodbye: Goodbye
}

/** Who might come: somebody known already, somebody new, or nobody that anybody knows. */
export interface Comer {
  known?: DemoPerson
  isNew?: DemoPerson
}

/** A guest of this day. `hour` is the local hour they come in. */
export function guestOf(
  plan: { seed: string; name: string; arrivesAt: number; hour: number },
  comer: Comer,
): Guest {
  const { seed, name, arrivesAt, hour } = plan
  const draw = random(seed, 'guest', name)
  const manner = mannerAt(hour, comer, draw)
  const person = comer.known?.key ?? comer.isNew?.key ?? null
  const wish = wishOf(manner, hour, draw)
  const telling = tellingOf(seed, person ?? name, draw)
  return {
    name,
    manner,
    arrivesAt,
    person,
    isNew: comer.isNew ?? null,
    arrival: arrivalOf(name, manner, comer, wish, draw),
    wish,
    telling,
    talks: [Math.min(95, draw.around(34, 0.6)), Math.min(70, draw.around(28, 0.5))],
    callFor: manner === 'toTalk' ? callOf(telling.reasons, draw) : null,
    handsOver: manner === 'toTalk' && draw.chance(0.12),
    goesOut: manner === 'toTalk' && draw.chance(0.09) ? Math.min(55, draw.around(22, 0.4)) : null,
    rests: restOf(manner, draw),
    waits: manner === 'leavesFirst' ? draw.int(9, 24) : draw.int(50, 120),
    goodbye: goodbyeOf(manner, telling, draw),
  }
}

function mannerAt(hour: number, comer: Comer, draw: Random): Manner {
  const isEvening = hour >= 18
  const isStranger = !comer.known && !comer.isNew
  return draw.weighted<Manner>([
    ['toTalk', 74],
    ['toBeHere', 12],
    ['byPhone', hour < 7 || hour >= 21 ? 14 : 7],
    ['leavesFirst', isStranger ? 10 : comer.known ? 1.5 : 0],
    ['stays', isEvening && !isStranger ? 3.5 : 0],
    ['loggedTwice', isStranger ? 6 : 0],
  ])
}

function arrivalOf(
  name: string,
  manner: Manner,
  comer: Comer,
  wish: Wish,
  draw: Random,
): Sent<'visit.arrive'> {
  const isPhone = manner === 'byPhone'
  const isBack = comer.known !== undefined
  const label = labelOf(comer, name, draw)
  const cameBy = isPhone
    ? 'phone'
    : draw.weighted([
        ['walk_in', isBack ? 42 : 66],
        ['back_known', isBack ? 32 : 0],
        ['walk_in_with', 11],
        ['group', 5],
        ['arranged', isBack ? 4 : 1],
        ['brought_carer', 2],
        ['crisis_team', 2],
        ['from_ed', 1.5],
        ['brought_police', 0.6],
        [undefined, 6],
      ] as const)
  const suggestedBy = draw.weighted([
    [undefined, 62],
    ['nobody', 9],
    ['gp', 8],
    ['family_friend', 8],
    ['nhs111', 4],
    ['vcfse', 3],
    ['housing_officer', 2],
    ['jobcentre', 2],
    ['drugs_alcohol', 1],
    ['not_said', 1],
  ] as const)
  return {
    visitId: mark('visit', name),
    ...(comer.known ? { personId: mark('person', comer.known.key) } : {}),
    ...(label === undefined ? {} : { label }),
    ...(cameBy === undefined ? {} : { cameBy }),
    ...(suggestedBy === undefined ? {} : { suggestedBy }),
    ...(isPhone
      ? { channel: 'phone', spaceId: mark('space', 'phone') }
      : { spaceId: mark('space', 'frontDoor') }),
    ...(draw.chance(isPhone ? 0.9 : 0.13) ? { welcomed: true } : {}),
    ...wish.atTheDesk,
  }
}

/** Whoever else could help with what brings them; often somebody, not always. */
function callOf(reasons: readonly string[], draw: Random): Role | null {
  const could: Role[] = []
  if (reasons.includes('housing') || reasons.includes('nowhereSafeTonight')) could.push('housing')
  if (['benefits', 'debt', 'money'].some((key) => reasons.includes(key))) could.push('benefits')
  if (reasons.includes('work')) could.push('employment')
  if (reasons.includes('medicines') || reasons.includes('selfHarm')) could.push('clinician')
  if (reasons.includes('worriedAboutSomeone')) could.push('carerSupporter')
  return could.length > 0 && draw.chance(0.55) ? draw.pick(could) : null
}

function restOf(manner: Manner, draw: Random): number {
  if (manner === 'toBeHere') return Math.min(260, draw.around(85, 0.8))
  if (manner === 'stays') return draw.int(10, 14) * 60
  return draw.chance(0.4) ? Math.min(150, draw.around(35, 0.8)) : 0
}

/** Some give a name to be called by and no more, some give none. */
function labelOf(comer: Comer, name: string, draw: Random): string | undefined {
  const somebody = comer.known ?? comer.isNew
  if (somebody) return calledBy(somebody)
  return draw.chance(0.45) ? undefined : calledBy(newcomer(name, draw))
}
