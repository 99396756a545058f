/* Why: what somebody typed and chose in a press that wasn't done, in words: they needn't remember it. */
import { channels } from '../../shared/lists/channels.ts'
import { endings } from '../../shared/lists/endings.ts'
import { feltWelcome, gotWhatCameFor, toldAgain } from '../../shared/lists/leavingAnswers.ts'
import { noteAudiences } from '../../shared/lists/noteAudiences.ts'
import { reasons } from '../../shared/lists/reasons.ts'
import { wants } from '../../shared/lists/wants.ts'
import { waysOfComing } from '../../shared/lists/waysOfComing.ts'
import { whatHelped } from '../../shared/lists/whatHelped.ts'
import { type Word, wordOf } from '../../shared/lists/word.ts'
import { useCentre } from '../api/centre.ts'
import { clock } from '../api/clock.ts'
import { canSay, say } from '../i18n/i18n.ts'
import { useList } from '../i18n/useLists.ts'
import { useTimes } from '../i18n/useTimes.ts'
import type { Item } from '../offline/outbox.ts'

/** Lists that are the same at every centre. */
const asShipped = (words: readonly Word[]) => ({
  label: (key: string) => wordOf(words, key)?.label ?? key,
})
const moments = ['arrivedAt', 'until']

/** Gives the answers of a press, each with its name. What is only an id says nothing and is left out. */
export function useTyped(): (item: Item) => { label: string; text: string }[] {
  const centre = useCentre()
  const lists = {
    wants: useList('wants', wants),
    reasons: useList('reasons', reasons),
    reasonsAdded: useList('reasons', reasons),
    reasonsTaken: useList('reasons', reasons),
    ending: useList('endings', endings),
    cameBy: useList('waysOfComing', waysOfComing),
    suggestedBy: useList('waysOfComing', waysOfComing),
    channel: useList('channels', channels),
    helped: useList('whatHelped', whatHelped),
    gotWhatCameFor: asShipped(gotWhatCameFor),
    feltWelcome: asShipped(feltWelcome),
    toldAgain: asShipped(toldAgain),
    audience: asShipped(noteAudiences),
  }
  const times = useTimes()
  const isListed = (field: string): field is keyof typeof lists => Object.hasOwn(lists, field)

  function textOf(field: string, value: unknown): string {
    if (typeof value === 'boolean') return say(`account.waiting.${value ? 'yes' : 'no'}`)
    if (moments.includes(field) && typeof value === 'number')
      return times.timeOrDay(value, clock.minute.value)
    if (field === 'spaceId') return centre.spaceName(typeof value === 'string' ? value : null)
    const parts = (Array.isArray(value) ? value : [value]).filter(
      (one) => typeof one === 'string' || typeof one === 'number',
    )
    return parts.map((one) => (isListed(field) ? lists[field].label(String(one)) : String(one))).join(', ')
  }

  return ({ input }) =>
    Object.entries(input)
      .filter(([field]) => canSay(`account.waiting.field.${field}`))
      .map(([field, value]) => ({
        label: say(`account.waiting.field.${field}`),
        text: textOf(field, value),
      }))
      .filter(({ text }) => text !== '')
}
