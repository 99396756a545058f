/**
 * What the board says aloud: who has come in or is waiting, also when “I'll go” came to nothing, and how a press
 * ended. One short sentence each, through the page's one voice; never the list, never the minutes. Who is asked
 * for is said by the head, on every page.
 */
import { watch } from 'vue'
import { useI18n } from '../i18n/i18n.ts'
import type { Card } from '../../shared/contract/board.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { troubleSentence } from '../api/refusal.ts'
import { announce } from '../ui/announce.ts'
import { groupOf, type BoardGroup } from './boardGroups.ts'
import type { Press } from './cardActs.ts'
import { useStateTime } from './stateTime.ts'

const asks = (group: BoardGroup | null | undefined) => group === 'justArrived' || group === 'waiting'

export function useBoardVoice(): { pressEnded: (card: Card, press: Press) => void } {
  const live = useLiveBoard()
  const time = useStateTime()
  const { t } = useI18n()
  /** Where each card stood when it was last looked at; null before the first picture, which is seen, not said. */
  let last: ReadonlyMap<string, BoardGroup | null> | null = null

  watch(
    [() => live.cards, time, () => live.hasPicture],
    ([cards, now, hasPicture]) => {
      if (!hasPicture) return
      const before = last
      const current = new Map(cards.map((card) => [card.id, groupOf(card, now)]))
      last = current
      if (!before) return
      const news = cards.filter((card) => asks(current.get(card.id)) && !asks(before.get(card.id)))
      for (const { id, label } of news)
        announce(t(before.has(id) ? 'board.say.waiting' : 'board.say.arrived', { label }), `card.${id}`)
      const waiting = [...current.values()].filter(asks).length
      if (news.length > 0) announce(t('board.say.total', waiting), 'total')
    },
    { immediate: true },
  )

  return {
    pressEnded(card, press) {
      const about = `press.${card.id}`
      if (press.isLost) announce(t('board.didNotCount'), about)
      else if (press.notDone) announce(troubleSentence(press.notDone), about)
      else if (press.isWaiting) announce(t('common.waits', { name: card.label }), about)
      else if (press.act === 'visit.pickUp' || press.act === 'visit.answerCall')
        announce(t('board.say.going', { label: card.label }), about)
      else if (press.act === 'visit.settleWorry')
        announce(t('board.settle.done', { label: card.label }), about)
      else if (press.act !== 'visit.declineHandover')
        announce(t('board.say.with', { label: card.label }), about)
    },
  }
}
