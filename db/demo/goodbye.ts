/** How somebody goes, and what they answer as they do: most get what they came for, many aren't asked. */
import type { Sent } from '../../shared/contract/index.ts'
import type { EndingKey } from '../../shared/lists/endings.ts'
import { whatHelped } from '../../shared/lists/whatHelped.ts'
import type { Manner } from './manner.ts'
import { differently, goodbyeWords, worriedWords } from './notes.ts'
import type { Random } from './random.ts'
import { skip, type Telling } from './telling.ts'

export type Goodbye = Omit<Sent<'visit.leave'>, 'visitId' | 'occurredAt'>

/** When nobody met them, nobody asked them anything. */
export const leftUnseen: Goodbye = { ending: 'left_unseen' }

export function goodbyeOf(manner: Manner, telling: Telling, draw: Random): Goodbye {
  if (manner === 'leavesFirst') return leftUnseen
  const ending = endingOf(manner, draw)
  if (ending === 'left_worried') return { ending, word: draw.pick(worriedWords) }
  if (ending === 'left_unseen' || ending === 'call_dropped') return { ending }
  return {
    // Some goodbyes are said in a hurry: the press and nothing else.
    ...(draw.chance(0.95) ? { ending } : {}),
    ...feelingThen(telling.feeling, draw),
    ...(draw.chance(0.3) ? {} : answers(draw)),
    ...(draw.chance(0.07) ? { word: draw.pick(goodbyeWords) } : {}),
  }
}

function endingOf(manner: Manner, draw: Random): EndingKey {
  if (manner === 'byPhone') return draw.chance(0.9) ? 'call_ended' : 'call_dropped'
  return draw.weighted<EndingKey>([
    ['home', 48],
    ['home_plan', manner === 'toBeHere' ? 2 : 20],
    ['return_agreed', 12],
    ['introduced', 4],
    ['partner_now', 3],
    ['home_team', 1.6],
    ['left_unseen', 6],
    ['left_worried', manner === 'toTalk' ? 1 : 0],
    ['hospital_informal', 0.5],
    ['ed', 0.8],
    ['ambulance', 0.3],
  ])
}

/** About two thirds of those who said how they felt at first say it again; most feel somewhat better. */
function feelingThen(before: number | null, draw: Random): Pick<Goodbye, 'feeling' | 'feelingSkipped'> {
  const isAsked = draw.chance(before === null ? 0.2 : 0.72)
  if (!isAsked) return draw.chance(0.5) ? { feelingSkipped: skip(draw) } : {}
  const change = draw.weighted([
    [0, 22],
    [1, 20],
    [2, 26],
    [3, 16],
    [4, 5],
    [-1, 6],
    [-2, 2],
  ] as const)
  return { feeling: Math.max(0, Math.min(10, (before ?? draw.int(2, 5)) + change)) }
}

function answers(draw: Random): Goodbye {
  const given: Goodbye = {
    gotWhatCameFor: draw.weighted([
      ['yes', 48],
      ['partly', 17],
      ['no', 3],
      ['ratherNotSay', 12],
      ['notAsked', 20],
    ] as const),
    feltWelcome: draw.weighted([
      ['yes', 56],
      ['mostly', 6],
      ['no', 1],
      ['ratherNotSay', 8],
      ['notAsked', 29],
    ] as const),
    toldAgain: draw.weighted([
      ['no', 44],
      ['once', 11],
      ['moreThanOnce', 4],
      ['ratherNotSay', 5],
      ['notAsked', 36],
    ] as const),
  }
  if (draw.chance(0.35))
    given.helped = draw.shuffled(whatHelped.map((one) => one.key)).slice(0, draw.int(1, 3))
  if (draw.chance(0.06)) given.differently = draw.pick(differently)
  return given
}
