/**
 * What the board says aloud: who has come in or is waiting, how a press ended, and who is asked for. One short
 * sentence each, said through the page's one voice; never the list, never the minutes.
 */
import { watch } from 'vue'
import { useI18n } from '../i18n/i18n.ts'
import type { Card } from '../../shared/contract/board.ts'
import { clock } from '../api/clock.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { troubleSentence } from '../api/refusal.ts'
import { useSession } from '../api/session.ts'
import { announce, callForHelp } from '../ui/announce.ts'
import { groupOf, type BoardGroup } from './boardGroups.ts'
import type { Press } from './cardActs.ts'
import { callsFor, offeredTo } from './cardFacts.ts'

const asks = (group: BoardGroup | null) => group === 'justArrived' || group === 'waiting'

export function useBoardVoice(): { pressEnded: (card: Card, press: Press) => void } {
  const live = useLiveBoard()
  const session = useSession()
  const { t } = useI18n()

  watch(
    () => live.cards,
    (cards, before) => {
      if (before.length === 0 && !session.me) return
      const known = new Map(before.map((card) => [card.id, card]))
      const now = clock.read()
      let waiting = 0
      let news = false
      for (const card of cards) {
        const group = groupOf(card, now)
        if (asks(group)) waiting++
        const old = known.get(card.id)
        if (old === card || before.length === 0) continue
        tellOfCalls(card, old)
        const was = old ? groupOf(old, now) : null
        if (!asks(group) || asks(was)) continue
        news = true
        announce(t(old ? 'board.say.waiting' : 'board.say.arrived', { label: card.label }), `card.${card.id}`)
      }
      if (news) announce(t('board.say.total', waiting), 'total')
    },
  )

  function tellOfCalls(card: Card, old: Card | undefined): void {
    const me = session.me
    if (!me) return
    const before = new Set(old?.calls.map((one) => one.id))
    for (const one of callsFor(card, me))
      if (!before.has(one.id)) callForHelp(t('board.say.forYou', { name: one.by.name, label: card.label }))
    const offer = offeredTo(card, me)
    if (offer && old?.handover?.at !== offer.at)
      announce(t('board.say.takeOver', { name: offer.from.name, label: card.label }), `offer.${card.id}`)
  }

  return {
    pressEnded(card, press) {
      const about = `press.${card.id}`
      if (press.notDone) announce(troubleSentence(press.notDone), about)
      else if (press.act === 'visit.pickUp' || press.act === 'visit.answerCall')
        announce(t('board.say.going', { label: card.label }), about)
      else if (press.act === 'visit.settleWorry')
        announce(t('board.settle.done', { label: card.label }), about)
      else if (press.act !== 'visit.declineHandover')
        announce(t('board.say.with', { label: card.label }), about)
    },
  }
}
