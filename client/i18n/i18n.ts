/* Why: every sentence anybody reads comes through here. Messages are read (readMessage.ts), never compiled to code,
   so the content policy can forbid eval. A page's words travel with the page. */
import { createI18n } from 'vue-i18n'
import { common } from '../messages/en/common.ts'
import { errors } from '../messages/en/errors.ts'
import { head } from '../messages/en/head.ts'
import { lists } from '../messages/en/lists.ts'
import { readMessage } from './readMessage.ts'

/** A file in messages/<language>/; its main export has the same name, and so do its keys: t('desk.title'). */
export type Area =
  | 'common'
  | 'errors'
  | 'head'
  | 'lists'
  | 'signIn'
  | 'desk'
  | 'board'
  | 'visit'
  | 'log'
  | 'review'
  | 'wall'
  | 'story'

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: { common, errors, head, lists } },
  messageCompiler: (message) => readMessage(typeof message === 'string' ? message : ''),
  // A missing sentence is a fault of ours and must be loud while developing; people see the key's last word.
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})

/**
 * The same as useI18n().t, for code that isn't a component: filled in with a number ('1 person | {n} people') or
 * with names, or with both.
 */
export function say(key: string, filled: number | Record<string, unknown> = {}, count?: number): string {
  if (typeof filled === 'number') return i18n.global.t(key, filled)
  return count === undefined ? i18n.global.t(key, filled) : i18n.global.t(key, filled, count)
}

/** Whether there is such a sentence. */
export const canSay = (key: string): boolean => i18n.global.te(key)

/** Language and area of what is there; the first four come with the client. */
const hasCome = new Set(['en/common', 'en/errors', 'en/head', 'en/lists'])

type MessageFile = Record<string, Record<string, unknown>>
const files = import.meta.glob<MessageFile>(['../messages/*/*.ts', '!**/{common,errors,head,lists}.ts'])

/** Fetches the words of an area in the language shown now; at once where they are already there. */
export async function loadWords(area: Area): Promise<void> {
  const language = i18n.global.locale.value
  if (hasCome.has(`${language}/${area}`)) return
  const file = await files[`../messages/${language}/${area}.ts`]?.()
  const words = file?.[area]
  if (!words) throw new Error(`There are no words for ${area} in ${language}`)
  i18n.global.mergeLocaleMessage(language, { [area]: words })
  hasCome.add(`${language}/${area}`)
}
