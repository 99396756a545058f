/* Why: who is signed in on this screen. The token itself is in an httpOnly cookie and never in our hands. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Answer } from '../../shared/contract/index.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'
import { useCentre } from './centre.ts'
import { onSignedOut } from './signedOut.ts'

/** How often the sign-in is renewed while a page is open, in ms; well within a token's life. */
export const renewEvery = 4 * 60_000

export const useSession = defineStore('session', () => {
  const me = shallowRef<Answer<'session'> | null>(null)
  const isKnown = shallowRef(false)
  /** The sign-in ended by itself, not by the button: the sign-in page says so. */
  const hasEnded = shallowRef(false)
  const isIn = computed(() => me.value !== null)
  let timer: ReturnType<typeof setInterval> | undefined

  onSignedOut(() => {
    if (me.value) hasEnded.value = true
    become(null)
  })

  function become(next: Answer<'session'> | null): void {
    me.value = next
    isKnown.value = true
    clearInterval(timer)
    if (next) timer = setInterval(() => void call('session.renew', {}), renewEvery)
  }

  /** Asks the server who this is. Resolves to the trouble met, or null. 'signedOut' is no trouble. */
  async function load() {
    const answer = await ask('session', {})
    if (answer.ok) {
      hasEnded.value = false
      become(answer.value)
    } else if (answer.kind === 'signedOut') become(null)
    if (answer.ok && !useCentre().facts) await useCentre().load()
    return answer.ok || answer.kind === 'signedOut' ? null : answer
  }

  /** Signs in. A wrong name or password is { kind: 'signedOut' }, by design no more exact than that. */
  async function signIn(username: string, password: string) {
    const answer = await call('session.signIn', { username, password })
    return answer.ok ? await load() : answer
  }

  /** Ends the session on the server; the screen forgets who it was even when the server can't be reached. */
  async function signOut() {
    const answer = await call('session.signOut', {})
    hasEnded.value = false
    become(null)
    return answer
  }

  return { me, isIn, isKnown, hasEnded, load, signIn, signOut }
})
