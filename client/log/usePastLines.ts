/* Why: what a card of the past says under the name: where they were, who was with them, what they would have liked, and
   when anybody had last been with them. Names are isolated, since they may be written from right to left. */
import type { PastCard } from '../../shared/contract/proof.ts'
import { callsAsking } from '../../shared/domain/calls.ts'
import { isOnTheWay } from '../../shared/domain/doing.ts'
import { wants } from '../../shared/lists/wants.ts'
import { useCentre } from '../api/centre.ts'
import { apart } from '../i18n/apart.ts'
import { useI18n } from '../i18n/i18n.ts'
import { useList, useRoleWords } from '../i18n/useLists.ts'
import { useTimes } from '../i18n/useTimes.ts'

/** `moment`: the moment that the cards are of, UTC ms. */
export function usePastLines(moment: () => number): (card: PastCard) => string[] {
  const { t } = useI18n()
  const centre = useCentre()
  const times = useTimes()
  const role = useRoleWords('short')
  const wishes = useList('wants', wants)
  const list = (words: readonly string[]) => new Intl.ListFormat('en-GB').format(words)
  const names = (of: PastCard['with']) => list(of.map((one) => `${apart(one.name)}, ${role(one.role)}`))

  function company(card: PastCard): string[] {
    const there = card.with.filter((one) => one.begunAt !== null)
    const coming = card.with.filter((one) => isOnTheWay(one, moment()))
    return [
      ...(there.length > 0 ? [t('log.past.with', { names: names(there) })] : []),
      ...(coming.length > 0 ? [t('log.past.coming', { names: names(coming) })] : []),
    ]
  }
  function wished(card: PastCard): string {
    const named = card.wantsStaff.map((one) => apart(one.name))
    const all = [...(card.wants ?? []).map((key) => wishes.label(key)), ...named]
    return all.length === 0 ? t('log.past.notAsked') : t('log.past.wished', { wishes: list(all) })
  }
  function asked({ to, toRole, toAgency }: PastCard['calls'][number]): string {
    const whom = to ? apart(to.name) : toRole ? role(toRole) : (toAgency ?? '')
    return t('log.past.called', { whom })
  }

  return (card) => {
    const space = card.spaceId === null ? '' : centre.spaceName(card.spaceId)
    const came = t('log.past.came', { time: times.timeOrDay(card.arrivedAt, moment()) })
    const { handover, lastSeenAt, lastSeenBy, outUntil } = card
    const seen = lastSeenAt !== null && lastSeenBy !== null && company(card).length === 0
    return [
      space ? `${space}; ${came}` : came,
      ...company(card),
      wished(card),
      ...(seen
        ? [
            t('log.past.seen', {
              name: apart(lastSeenBy.name),
              length: times.length(lastSeenAt, moment()),
            }),
          ]
        : []),
      ...(outUntil === null ? [] : [t('log.past.until', { time: times.timeOrDay(outUntil, moment()) })]),
      ...(handover
        ? [
            t('log.past.offered', {
              from: apart(handover.from.name),
              to: handover.to ? apart(handover.to.name) : handover.toRole ? role(handover.toRole) : '',
            }),
          ]
        : []),
      ...callsAsking(card, moment()).map(asked),
    ]
  }
}
