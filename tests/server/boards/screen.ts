/**
 * A screen at the far end of a bad line, with the client's own live.ts on it. Signed out by the server it is signed in
 * again, by the same worker or another; its page may be opened anew from what it kept.
 */
import { startLive, type Live } from '../../../client/api/live.ts'
import type { App } from '../../../server/app.ts'
import type { Actor } from '../../../server/commands/handler.ts'
import type { Seeded } from '../../seeded.ts'
import { badLine, type BadLine, type LineParts, type Time } from './badLine.ts'

export interface ScreenParts {
  app: App
  engine: LineParts['engine']
  time: Time
  chance: Seeded
  /** The centre's clock. */
  now: () => number
  /** Who may sit down at it; undefined makes it a screen on the wall. */
  who: () => Actor | undefined
  manager: Actor
}

export interface Screen {
  readonly live: Live | null
  readonly line: BadLine | null
  /** The sign-in that stands on it. */
  readonly sessionId: string
  readonly actor: Actor | undefined
  /** How often the server said that rights have changed. */
  readonly timesChanged: number
  /** The page is opened anew, from what it kept. */
  reload(): void
  /** Resolves when somebody is signed in. */
  signedIn(): Promise<void>
  close(): void
}

export function openScreen({ app, engine, time, chance, now, who, manager }: ScreenParts): Screen {
  let live: Live | null = null
  let line: BadLine | null = null
  let sessionId = ''
  let actor: Actor | undefined
  let timesChanged = 0
  let signing = signIn()

  async function signIn(): Promise<void> {
    actor = who()
    const begun = actor
      ? await app.door.run('session.signIn', { actor, input: { username: 'kept', password: 'kept' } })
      : await app.door.run('screen.enrol', { actor: manager, input: { name: 'Lounge' } })
    if (begun.is !== 'done') throw new Error('could not sign in')
    sessionId = begun.id
    open()
  }

  function open(kept: Parameters<typeof startLive>[0]['kept'] = null): void {
    const { token } = app.auth.issue({ sessionId, centreId: manager.centreId })
    const opened = badLine({ engine, time, chance, token })
    line = opened
    live = startLive({
      open: () => Promise.resolve(opened),
      now,
      kept,
      later: (run, ms) => time.later(run, ms),
      isSeen: () => true,
      onSignedOut() {
        close()
        signing = signIn()
      },
      onSessionChanged: () => void timesChanged++,
    })
  }

  function close(): void {
    live?.stop()
    live = line = null
  }

  return {
    get live() {
      return live
    },
    get line() {
      return line
    },
    get sessionId() {
      return sessionId
    },
    get actor() {
      return actor
    },
    get timesChanged() {
      return timesChanged
    },
    reload() {
      if (!live) return
      const board = live.picture()
      close()
      open(board && { board: structuredClone(board), asOf: now() })
    },
    signedIn: () => signing,
    close,
  }
}
