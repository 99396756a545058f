/* Why: the words of what is rarely opened are found from here, so that their files' names don't weigh on every first
   load. */
import { loadWords, type Area, type MessageFile } from './i18n.ts'

const files = import.meta.glob<MessageFile>(
  '../messages/*/{nowhere,crew,signIns,invitation,choosing,ownSignIn,signInMore,firstStart}.ts',
)

export const loadRareWords = (area: Area): Promise<void> => loadWords(area, files)

/** A page or part that is rarely opened and its words, both there when it is. */
export async function withRareWords<P>(areas: readonly Area[], part: Promise<P>): Promise<P> {
  await Promise.all(areas.map(loadRareWords))
  return part
}
