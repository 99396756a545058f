/* Why: entries of the log as sentences, the same on a visit's page and in the centre's log. Names are isolated, so
   that one written from right to left doesn't turn the sentence round. */
import { apart } from '../i18n/apart.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { Entry } from '../../shared/contract/log.ts'
import { operatorId } from '../../shared/domain/operator.ts'
import { sentenceOf } from '../../shared/domain/sentence.ts'
import { wants } from '../../shared/lists/wants.ts'
import { useList, useRoleWords } from '../i18n/useLists.ts'
import { useTimes } from '../i18n/useTimes.ts'

const isolated = (name: string) => (name ? apart(name) : '')
/** A visit written down this much after it began is called late, ms. */
const late = 10 * 60_000

export interface Line {
  text: string
  words: string[]
  /** Somebody came alongside: a filled mark in the story. */
  isMeeting: boolean
}

const meetings = new Set(['begunWith', 'joined', 'takenOver'])

/** Needs the words of 'story' loaded. */
export function useSentences() {
  const { t } = useI18n()
  const role = useRoleWords()
  const wishes = useList('wants', wants)
  const times = useTimes()
  const listed = (keys: readonly string[]) =>
    keys.length === 0 ? '' : new Intl.ListFormat('en-GB').format(keys.map((key) => wishes.label(key)))

  return (entry: Entry): Line => {
    const said = sentenceOf(entry)
    let { key } = said
    if (key === 'wished' && said.wishes === null) key = 'wishedNotAsked'
    if (key === 'arrived' && said.at !== null && entry.at - said.at > late) key = 'arrivedLate'
    const whom =
      isolated(said.texts.to) ||
      (said.role ? t('story.someRole', { role: role(said.role) }) : t('story.someone'))
    const text = t(`story.${key}`, {
      by: isolated(said.texts.by) || t(entry.by?.staffId === operatorId ? 'story.operator' : 'story.someone'),
      to: whom,
      space: isolated(said.texts.space),
      role: said.role ? role(said.role) : '',
      wishes: said.wishes ? listed(said.wishes) : '',
      time: said.at === null ? '' : times.timeOrDay(said.at, entry.at),
    })
    const also =
      said.wishes?.length && key !== 'wished' ? ` ${t('story.wished', { wishes: listed(said.wishes) })}` : ''
    return {
      // "Jo M." at the end of a sentence brings its own full stop.
      text: (text + also).replace(/\.(\u2069?)\./g, '.$1'),
      // Their own words stand at the head of the visit; here it is enough that they said them.
      words: key === 'saidWords' ? [] : said.words,
      isMeeting: meetings.has(key),
    }
  }
}
