/* Why: every sentence anybody reads comes through here. A page's words travel with the page. */
import { shallowReactive, shallowRef, type App } from 'vue'
import { common } from '../messages/en/common.ts'
import { errors } from '../messages/en/errors.ts'
import { head } from '../messages/en/head.ts'
import { lists } from '../messages/en/lists.ts'
import { countIn, fillIn, formFor } from './readMessage.ts'

/** A file in messages/<language>/; its main export has the same name, and so do its keys: say('desk.title'). */
export type Area =
  | 'common'
  | 'errors'
  | 'head'
  | 'lists'
  | 'signIn'
  | 'desk'
  | 'deskMore'
  | 'firstStart'
  | 'board'
  | 'visit'
  | 'rollCall'
  | 'log'
  | 'review'
  | 'rights'
  | 'sharing'
  | 'story'
  | 'wall'
  | 'crew'
  | 'signIns'
  | 'nowhere'
  | 'account'
  | 'lock'
  | 'settings'
  | 'signInMore'
  | 'invitation'
  | 'choosing'
  | 'ownSignIn'
  | 'refusals'
export interface Words {
  readonly [key: string]: string | Words
}

/** The language shown now, and the words of each language that have come, by area. */
const language = shallowRef('en')
const known = new Map<string, Record<string, Words>>([
  ['en', shallowReactive<Record<string, Words>>({ common, errors, head, lists })],
])

function find(key: string): string | undefined {
  let at: string | Words | undefined = known.get(language.value)
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined
  return typeof at === 'string' ? at : undefined
}

/** Whether there is such a sentence. */
export const canSay = (key: string): boolean => find(key) !== undefined

/** The sentence of a key before anything is filled in; the key itself where there is none, which a test finds. */
export const messageOf = (key: string): string => find(key) ?? key

/**
 * A sentence filled in with a number ('1 person | {n} people'), with names, or with both. Reactive: another
 * language, and everything is said anew.
 */
export function say(key: string, filled: number | Record<string, unknown> = {}, count?: number): string {
  if (typeof filled === 'number') return say(key, {}, filled)
  const n = countIn(filled, count)
  return fillIn(formFor(messageOf(key), n), { n, ...filled })
}

/** For components: `const { t } = useI18n()`; in templates it is $t. */
export function useI18n(): { t: typeof say } {
  return { t: say }
}

/** Gives every template $t. */
export const i18n = {
  install(app: App): void {
    app.config.globalProperties.$t = say
  },
}
declare module 'vue' {
  interface ComponentCustomProperties {
    $t: typeof say
  }
}

export type MessageFile = Record<string, Words>
export type WordFiles = Record<string, () => Promise<MessageFile>>
const files = import.meta.glob<MessageFile>([
  '../messages/*/*.ts',
  '!**/{common,errors,head,lists}.ts',
  // Found by i18n/rareWords.ts.
  '!**/{nowhere,crew,signIns,invitation,choosing,ownSignIn,signInMore,firstStart}.ts',
])

/** Fetches the words of an area in the language shown now; at once where they are already there. */
export async function loadWords(area: Area, from: WordFiles = files): Promise<void> {
  const shown = language.value
  const words = known.get(shown)
  if (!words || area in words) return
  const file = await from[`../messages/${shown}/${area}.ts`]?.()
  const found = file?.[area]
  if (!found) throw new Error(`There are no words for ${area} in ${shown}`)
  words[area] = found
}

/** A part and its words, both there when it is. */
export async function withWords<P>(area: Area, part: Promise<P>): Promise<P> {
  await loadWords(area)
  return part
}
