/* Why: what somebody typed and chose in a press that wasn't done, in words: they needn't remember it. */
import { endings } from '../../shared/lists/endings.ts'
import { reasons } from '../../shared/lists/reasons.ts'
import { wants } from '../../shared/lists/wants.ts'
import { useCentre } from '../api/centre.ts'
import { canSay, say } from '../i18n/i18n.ts'
import { useList } from '../i18n/useLists.ts'
import type { Item } from '../offline/outbox.ts'

/** Gives the answers of a press, each with its name. What is only an id says nothing and is left out. */
export function useTyped(): (item: Item) => { label: string; text: string }[] {
  const centre = useCentre()
  const lists = {
    wants: useList('wants', wants),
    reasons: useList('reasons', reasons),
    reasonsAdded: useList('reasons', reasons),
    ending: useList('endings', endings),
  }
  const isListed = (field: string): field is keyof typeof lists => Object.hasOwn(lists, field)

  function textOf(field: string, value: unknown): string {
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
