/* Why: a page that was opened with a PIN, without the server. It looks for the server in place of a live line, and
   ends at once where the server says that this PIN opens here no more, or its time is over; else whoever is at it
   signs in when they are ready, and what they pressed goes up. */
import { shallowRef, watch } from 'vue'
import { clock } from '../api/clock.ts'
import { offline } from '../api/offline.ts'
import { openedByPin } from '../api/owedSignOut.ts'
import { useSession } from '../api/session.ts'
import { told } from '../api/told.ts'
import { hasDoor, hearDevice } from './sharedDesk.ts'

/** The server has answered since: they can sign in now. */
export const isServerBack = shallowRef(false)
/** By this device's clock, UTC ms. */
let until = 0

/** This page is one, until then. False: its time is over. */
export function waitForServer(endsAt: number): boolean {
  until = endsAt
  openedByPin.value = Date.now() < endsAt
  isServerBack.value = false
  offline.line = lookForServer
  return openedByPin.value
}

async function lookForServer(): Promise<never> {
  const staffId = useSession().me?.staffId
  if (!isServerBack.value && staffId !== undefined && (await hearDevice()) !== undefined) {
    if (await hasDoor(staffId)) isServerBack.value = true
    else told.signedOut()
  }
  throw new Error('nobody is signed in')
}

/** While it is open, in the scope of whoever opened it. */
export function followDoor(): void {
  watch(clock.minute, () => {
    if (openedByPin.value && Date.now() >= until) told.signedOut()
  })
}
