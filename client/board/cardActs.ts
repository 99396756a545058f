/**
 * What one can do on a card, one press at a time for each. A press is busy until the picture shows what it did,
 * so that nobody sees their button come back and presses twice; a press that lost says who won.
 */
import { computed, inject, shallowReactive, type ComputedRef, type InjectionKey } from 'vue'
import type { Card } from '../../shared/contract/board.ts'
import type { CommandName, Sent } from '../../shared/contract/index.ts'
import type { Role } from '../../shared/contract/role.ts'
import type { Word } from '../../shared/lists/word.ts'
import type { CentreList } from '../i18n/useLists.ts'
import { call, newKey, type NotDone } from '../api/call.ts'
import type { RatherNot } from './ratherNot.ts'

/** The commands that a card's own buttons send. */
export type CardAct = Extract<
  CommandName,
  | 'visit.pickUp'
  | 'visit.beginWith'
  | 'visit.join'
  | 'visit.answerCall'
  | 'visit.takeOver'
  | 'visit.declineHandover'
  | 'visit.settleWorry'
  | 'visit.welcome'
  | 'visit.lookIn'
  | 'visit.comeBack'
  | 'visit.stepOut'
  | 'visit.change'
>

export interface Press {
  readonly act: CardAct
  readonly input: Sent<CardAct>
  /** Kept while the same press may be sent again, so that it can't count twice. */
  readonly key: string
  isSending: boolean
  /** The log number from which the picture shows what this press did. */
  doneAt: number | null
  notDone: NotDone | null
  /** Kept here, and sent by itself when the server can be reached. */
  isWaiting?: boolean
  /** The line went before it was answered, and the fresh picture shows that it didn't count. */
  isLost?: boolean
}

export interface CardActs {
  /** The last press on a card, while it still matters. */
  of(visitId: string): Press | undefined
  isBusy(visitId: string, act?: CardAct): boolean
  press<K extends CardAct>(card: Card, act: K, input: Sent<K>): Promise<boolean>
  /** Sends the same press again: after a dead network it may have counted already, and then counts once. */
  again(card: Card): Promise<boolean>
  /** What became of a press without an answer, as the fresh picture shows it. */
  resolve(card: Card, counted: boolean): void
  /** Forgets presses that have been answered; called when cards take their new places. */
  settle(): void
}

/** `pictureTo`: the log number the board shows. `heard` is told how each press ended. */
export function createCardActs(
  pictureTo: () => number,
  heard: (card: Card, press: Press) => void,
  send: typeof call = call,
): CardActs {
  const presses = shallowReactive(new Map<string, Press>())

  async function go(card: Card, press: Press): Promise<boolean> {
    presses.set(card.id, { ...press, isSending: true, notDone: null, isLost: false })
    // A card's acts all take an object of their own shape; which one, `press` was typed by.
    const result = await send(press.act, press.input as never, {
      key: press.key,
      label: card.label,
    })
    const ended: Press = {
      ...press,
      isSending: false,
      doneAt: result.ok ? result.value.seq : null,
      notDone: result.ok ? null : result,
      isWaiting: result.ok && result.isWaiting === true,
    }
    presses.set(card.id, ended)
    heard(card, ended)
    return result.ok
  }

  const busy = (press: Press | undefined) =>
    press !== undefined && (press.isSending || (press.doneAt !== null && press.doneAt > pictureTo()))

  return {
    of: (visitId) => presses.get(visitId),
    isBusy(visitId, act) {
      const press = presses.get(visitId)
      return busy(press) && (act === undefined || press?.act === act)
    },
    async press(card, act, input) {
      if (busy(presses.get(card.id))) return false
      return go(card, { act, input, key: newKey(), isSending: true, doneAt: null, notDone: null })
    },
    async again(card) {
      const press = presses.get(card.id)
      return press && !busy(press) ? go(card, press) : false
    },
    resolve(card, counted) {
      const press = presses.get(card.id)
      if (!press) return
      const known = counted ? { ...press, notDone: null } : { ...press, isLost: true }
      presses.set(card.id, known)
      heard(card, known)
    },
    settle() {
      for (const [id, press] of presses) if (!busy(press)) presses.delete(id)
    },
  }
}

/** What every card needs to know of the page it is on. */
export interface BoardContext {
  acts: CardActs
  me: ComputedRef<{ staffId: string; name: string; role: Role; agency: string } | null>
  /** May do something about a visit at all: an administrator only looks. */
  canAct: ComputedRef<boolean>
  /** May take over and settle: volunteers don't. */
  isTeam: ComputedRef<boolean>
  /** The picture isn't fresh: what is unsafe is off, and times stand still. */
  isOld: ComputedRef<boolean>
  /** UTC ms; moves only when that can change what somebody is doing, so that nothing is drawn each second. */
  now: ComputedRef<number>
  /** The centre's own words, made once for all cards. */
  wants: CentreList<Word>
  reasons: CentreList<Word>
  /** The time the picture is from, in words, while it is old; '' while it is live. */
  asOf: ComputedRef<string>
  ask(question: BoardQuestion): void
  /** Goes at once, or asks first where they would rather see someone else. */
  goOrAsk: RatherNot['goOrAsk']
}

/** What is asked in a dialog before anything is sent. */
export interface BoardQuestion {
  kind: 'notNow' | 'settle'
  card: Card
}

export const boardContextKey: InjectionKey<BoardContext> = Symbol('board')

/** Only below the board page. */
export function useBoardContext(): BoardContext {
  const context = inject(boardContextKey)
  if (!context) throw new Error('a card stands outside a board')
  return context
}

/** Whether this card's buttons are off, and which element says why. */
export function useOff(context: BoardContext): ComputedRef<string | undefined> {
  return computed(() => (context.isOld.value ? 'stale-why' : undefined))
}
