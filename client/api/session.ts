/* Why: who is signed in on this screen. The token itself is in an httpOnly cookie and never in our hands. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Answer } from '../../shared/contract/index.ts'
import { ask } from './ask.ts'
import { call, caller } from './call.ts'
import { useCentre } from './centre.ts'
import type { Trouble } from './http.ts'
import { onSignedOutElsewhere, openedByPin, oweSignOut, owes, tellSignOut } from './owedSignOut.ts'
import { offline } from './offline.ts'
import { onSignedOut } from './told.ts'

/** How often the sign-in of a page in use is renewed, in ms; well within a token's life. */
export const renewEvery = 4 * 60_000
/** How long the first answer may take before the page says that it waits, and the pause between tries, in ms. */
const slow = 4_000
const pause = 5_000
/** Who was signed in on this tab, until they sign out. */
const lastHere = 'alongside.worker'

export const useSession = defineStore('session', () => {
  const me = shallowRef<Answer<'session'> | null>(null)
  const isKnown = shallowRef(false)
  /** The sign-in ended by itself, not by the button: the sign-in page says so. */
  const hasEnded = shallowRef(false)
  /** Before this sign-in it was somebody else's: where they were is theirs. */
  const isAnother = shallowRef(false)
  const isIn = computed(() => me.value !== null)
  /** The server hasn't said yet who this is, and a page can't be shown before. */
  const unreached = shallowRef<{ isTrying: boolean; met: Trouble | null } | null>(null)
  let timer: ReturnType<typeof setInterval> | undefined
  let isUsed = false

  onSignedOut(() => {
    if (me.value) hasEnded.value = true
    become(null)
  })
  onSignedOutElsewhere(() => become(null))
  // A screen that nobody touches lets its sign-in end.
  for (const sign of ['pointerdown', 'pointermove', 'keydown', 'touchstart'])
    addEventListener(sign, () => (isUsed = true), { capture: true, passive: true })

  function become(next: Answer<'session'> | null): void {
    me.value = caller.me = next
    isKnown.value = true
    clearInterval(timer)
    isUsed = false
    if (!next) openedByPin.value = false
    if (!next) return
    const before = remembered()
    isAnother.value = before !== null && before !== next.staffId
    remember(next.staffId)
    timer = setInterval(renew, renewEvery)
  }
  function renew(): void {
    // Nobody touches a wall.
    if (!isUsed && me.value?.role !== 'wall') return
    isUsed = false
    void call('session.renew', {})
  }

  /**
   * Asks the server who this is. Resolves to the trouble met, or null. 'signedOut' is no trouble. `isNew`: somebody
   * has just signed in here, so that it may be another than before.
   */
  async function load(missed?: () => void, isNew = false): Promise<Trouble | null> {
    const centre = useCentre()
    // Beside it, not after it: whoever is in wants both, and each is a way there and back.
    const centreAsked = centre.facts || owes() ? null : centre.load()
    const answer = await ask('session', {}, { missed })
    const beside = await centreAsked
    if (!answer.ok) {
      // Whoever signed out here is out, also where the server doesn't know it yet.
      if (answer.kind !== 'signedOut' && (openedByPin.value || !owes())) return answer
      become(null)
      return null
    }
    if (me.value && me.value.staffId !== answer.value.staffId && !isNew) {
      // Signed in by another tab: what stands on this page is somebody else's.
      await offline.load().then(
        (part) => part.signedIn(null),
        () => null,
      )
      location.assign('/')
      return null
    }
    if (centre.facts?.id !== answer.value.centreId) {
      // Without its zone every time on every page would be a guess.
      const met = beside?.ok === false ? beside : await centre.load()
      if (!met.ok) return met
    }
    hasEnded.value = false
    become(answer.value)
    return null
  }

  /** The server can't say who this is: whoever was signed in here goes on, with what they last saw. */
  async function recall(): Promise<boolean> {
    const part = await offline.load().catch(() => null)
    const kept = await part?.recall(() => !isKnown.value)
    if (kept) become(kept)
    return Boolean(kept)
  }

  let reaching: Promise<void> | null = null
  let hurry = (): void => undefined
  /** Asks until the server has said who this is; pages wait for it. */
  function reach(): Promise<void> {
    reaching ??= untilKnown().finally(() => (reaching = null))
    return reaching
  }
  async function untilKnown(): Promise<void> {
    let open = (_: null): void => undefined
    const opened = new Promise<null>((done) => (open = done))
    const tries = (): void => {
      unreached.value ??= { isTrying: true, met: null }
      void recall().then((isOpen) => isOpen && open(null))
    }
    // Where a sign-out is owed nothing is asked before it was told; a PIN may have opened this device since.
    if (owes() && (await recall())) return
    const first = setTimeout(tries, slow)
    for (;;) {
      const met = await Promise.race([load(tries), opened])
      if (!met) break
      unreached.value = { isTrying: false, met }
      await new Promise<void>((done) => {
        // Nobody can see it: it asks when somebody does (App.vue).
        const next = setTimeout(() => document.hidden || done(), pause)
        hurry = () => {
          clearTimeout(next)
          done()
        }
      })
      unreached.value = { isTrying: true, met }
    }
    clearTimeout(first)
    unreached.value = null
  }

  /** Signs in. A wrong name or password is { kind: 'signedOut' }, by design no more exact than that. */
  async function signIn(username: string, password: string) {
    const answer = await call('session.signIn', { username, password })
    return answer.ok ? entered() : answer
  }
  /** The cookie is that of whoever has just signed in, by whichever way: nothing is owed any more. */
  function entered(): Promise<Trouble | null> {
    oweSignOut(false)
    openedByPin.value = false
    return load(undefined, true)
  }

  /** The screen forgets at once who it was; the server is told then, or as soon as it can be reached. */
  function signOut(): void {
    hasEnded.value = false
    oweSignOut(true)
    remember(null)
    become(null)
    void tellSignOut()
  }

  return {
    me,
    isIn,
    isKnown,
    hasEnded,
    isAnother,
    unreached,
    load,
    reach,
    /** Asks now instead of after the pause. */
    tryNow: (): void => hurry(),
    signIn,
    entered,
    signOut,
  }
})

function remembered(): string | null {
  try {
    return sessionStorage.getItem(lastHere)
  } catch {
    return null
  }
}
function remember(staffId: string | null): void {
  try {
    if (staffId === null) sessionStorage.removeItem(lastHere)
    else sessionStorage.setItem(lastHere, staffId)
  } catch {
    // Nothing is kept here: whoever comes next starts at their first page only where the address doesn't say.
  }
}
