/* Why: what was written about somebody as a person reads it: the centre's words in place of keys. */
import type { WrittenThing } from '../../shared/contract/rights.ts'
import type { SharingSaid } from '../../shared/domain/access.ts'
import { endings } from '../../shared/lists/endings.ts'
import { feltWelcome, gotWhatCameFor, toldAgain } from '../../shared/lists/leavingAnswers.ts'
import { reasons } from '../../shared/lists/reasons.ts'
import { wants } from '../../shared/lists/wants.ts'
import { waysOfComing } from '../../shared/lists/waysOfComing.ts'
import { whatHelped } from '../../shared/lists/whatHelped.ts'
import { canSay, useI18n } from '../i18n/i18n.ts'
import { useList } from '../i18n/useLists.ts'

const labelIn = (list: readonly { key: string; label: string }[]) => (key: string) =>
  list.find((word) => word.key === key)?.label ?? key

/** Needs the words of 'rights' loaded. */
export function useCopyWords() {
  const { t } = useI18n()
  const ways = useList('waysOfComing', waysOfComing).label
  const labels: Record<string, (key: string) => string> = {
    reasons: useList('reasons', reasons).label,
    wants: useList('wants', wants).label,
    cameBy: ways,
    suggestedBy: ways,
    ending: useList('endings', endings).label,
    helped: useList('whatHelped', whatHelped).label,
    gotWhatCameFor: labelIn(gotWhatCameFor),
    feltWelcome: labelIn(feltWelcome),
    toldAgain: labelIn(toldAgain),
    enquiryAnswer: (key) => t(`rights.answer.${key}`),
  }

  function inWords(field: string, value: unknown): string {
    if (typeof value === 'string') return labels[field]?.(value) ?? value
    if (typeof value === 'number') return String(value)
    if (typeof value === 'boolean') return t(value ? 'rights.yes' : 'rights.no')
    if (value === null || value === undefined) return t('rights.none')
    const several = Array.isArray(value) ? value : Object.entries(value).map((pair) => pair.join(': '))
    const words = several.map((one) => inWords(field, one))
    return words.length === 0 ? t('rights.none') : new Intl.ListFormat('en-GB').format(words)
  }

  /** What somebody chose, per agency and topic; null where it is something else. */
  function sharingInWords(field: string, value: unknown): string | null {
    const said = field === 'sharing' && typeof value === 'object' ? (value as SharingSaid | null) : null
    if (said?.restricted === null) return t('rights.lifted')
    if (said?.restricted) {
      const { why, letIn } = said.restricted
      return t('rights.restricted', { why: t(`rights.restrictedWhy.${why}`), names: inWords('', letIn) })
    }
    if (said && 'objects' in said) return t(`rights.objects.${String(said.objects)}`)
    if (!said?.answers) return null
    const answers = Object.entries(said.answers).map(([topic, answer]) =>
      t(`rights.choice.${answer ?? 'back'}`, { topic: t(`rights.topic.${topic}`) }),
    )
    return t('rights.sharing', { agencies: (said.agencies ?? []).join(', '), answers: answers.join('; ') })
  }

  return {
    fieldOf: ({ field }: WrittenThing) =>
      t(canSay(`rights.field.${field}`) ? `rights.field.${field}` : 'rights.field.other'),
    valueOf: ({ field, value }: WrittenThing) => sharingInWords(field, value) ?? inWords(field, value),
  }
}
