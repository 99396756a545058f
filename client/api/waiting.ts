/* Why: what waits in this browser to be sent, as pages show it. Here alone, so that the first load knows it without
   what keeps, seals and sends (client/offline), which comes when the page is idle. */
import { shallowRef } from 'vue'

export interface Waiting {
  seq: number
  key: string
  /** The command. */
  name: string
  /** Whom it is about, '' for nobody; and what they are called, as far as the page knew. */
  visitId: string
  label: string
  at: number
}

export const waiting = shallowRef<readonly Waiting[]>([])

/** Whether a press about a visit waits, or one of this name. */
export const waits = (visitId: string, name?: string): boolean =>
  waiting.value.some((one) => one.visitId === visitId && (name === undefined || one.name === name))
