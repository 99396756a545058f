/* Why: one voice for the whole page. What changes is said in short sentences, at most every five seconds, so that
   a screen reader stays usable on a busy evening; only a call for help may break in. */
import { shallowRef, type ShallowRef } from 'vue'

/** The least time between two polite sentences, in ms, and how long the first waits for its batch. */
export const politeGap = 5_000
const gather = 250

export interface Announcer {
  polite: Readonly<ShallowRef<string>>
  assertive: Readonly<ShallowRef<string>>
  /**
   * Says a sentence when its turn comes. A later one with the same `about` takes the place of an earlier one
   * still waiting; the others of a batch are said together.
   */
  announce: (text: string, about?: string) => void
  /** Breaks in: for a call for help alone. */
  callForHelp: (text: string) => void
}

/** `now` in ms and `later` as setTimeout: passed in, so that tests need no waiting. */
export function createAnnouncer(
  now: () => number = () => performance.now(),
  later: (run: () => void, ms: number) => void = (run, ms) => void setTimeout(run, ms),
): Announcer {
  const polite = shallowRef('')
  const assertive = shallowRef('')
  const waiting = new Map<string, string>()
  let lastAt = -Infinity
  let isPlanned = false

  function say(): void {
    isPlanned = false
    lastAt = now()
    const text = [...waiting.values()].join(' ')
    waiting.clear()
    polite.value = differently(text, polite.value)
  }

  return {
    polite,
    assertive,
    announce(text, about = text) {
      waiting.delete(about)
      waiting.set(about, text)
      if (isPlanned) return
      isPlanned = true
      later(say, Math.max(gather, lastAt + politeGap - now()))
    },
    callForHelp(text) {
      assertive.value = differently(text, assertive.value)
    },
  }
}

/** The same sentence twice is no change to a screen reader: a space that isn't seen makes it one. */
const differently = (text: string, before: string): string => (text === before ? `${text}\u00a0` : text)

const page = createAnnouncer()
export const { announce, callForHelp } = page
/** What PoliteStatus shows; nobody else needs it. */
export const spoken = { polite: page.polite, assertive: page.assertive }
