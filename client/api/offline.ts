/* Why: what keeps, seals and sends later (client/offline) comes after the first load. Calls and the session reach it
   through here, so that they can wait for it and needn't know it. main.ts says where it is. */
import type { Answer } from '../../shared/contract/index.ts'
import type { Board } from '../../shared/contract/board.ts'
import type { RawAnswer } from './http.ts'

/** Whose, at which centre. */
export interface Owner {
  staffId: string
  centreId: string
}
/** One press that may wait. Times are the centre's, UTC ms. */
export interface Press {
  key: string
  name: string
  input: object
  /** What the person is called, as the page knew it. */
  label: string
  at: number
}
/** `isWaiting`: not done yet. It is kept here, and sent by itself when the server can be reached. */
export type Posted = RawAnswer & { isWaiting?: boolean }
/** The last picture of the board, and when it was true (centre's time, UTC ms). */
export interface KeptBoard {
  board: Board
  asOf: number
}
/** Who was signed in here when the line went, and what they saw. */
export interface KeptSession extends KeptBoard {
  me: Answer<'session'>
  centre: Answer<'centre'>
  /** The server's clock at a moment of this device's own, both UTC ms. */
  clock: { server: number; device: number }
}

export interface Offline {
  /** Takes a press that may wait; null: nothing can be kept here. */
  take(me: Owner, press: Press): Promise<Posted | null>
  /**
   * Puts back what whoever was signed in here, or opened it by PIN, saw last: the centre, its clock, the board. Gives
   * who it was; null where nobody was, nothing is kept, or it isn't `wanted` any more.
   */
  recall(wanted: () => boolean): Promise<KeptSession['me'] | null>
  /** Somebody has signed in, or (null) out: what was theirs can't be opened any more. */
  signedIn(me: Owner | null): void
}

export const offline: {
  load(): Promise<Offline>
  /** What the next live picture starts from. */
  board: KeptBoard | null
  /** In place of a line, for a page that a PIN opened: looks for the server, and never gives one. */
  line: (() => Promise<never>) | null
} = {
  load: () => Promise.reject(new Error('nothing is kept here')),
  board: null,
  line: null,
}
