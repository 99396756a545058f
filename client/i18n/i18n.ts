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
  messageCompiler: (message) => readMessage(String(message)),
  // A missing sentence is a fault of ours and must be loud while developing; people see the key's last word.
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})

/** The same as useI18n().t, for code that isn't a component. */
export const say = i18n.global.t

type MessageFile = Record<string, Record<string, unknown>>
const files = import.meta.glob<MessageFile>(['../messages/*/*.ts', '!**/{common,errors,head,lists}.ts'])

/** Fetches the words of an area in the language shown now; at once where they are already there. */
export async function loadWords(area: Area): Promise<void> {
  const language = i18n.global.locale.value
  if (area in (i18n.global.getLocaleMessage(language) as object)) return
  const file = await files[`../messages/${language}/${area}.ts`]?.()
  const words = file?.[area]
  if (!words) throw new Error(`There are no words for ${area} in ${language}`)
  i18n.global.mergeLocaleMessage(language, { [area]: words })
}
