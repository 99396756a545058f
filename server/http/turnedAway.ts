/**
 * Looks at every answer of the interface on its way out, and tells of those that turned somebody away. In one place, so
 * that no way in can forget to: a new one needs nothing here.
 */
import type { Request, RequestHandler, Response } from 'express'
import { commands, queries } from '../../shared/contract/index.ts'
import type { Actor } from '../commands/handler.ts'
import type { TurnedAway, Why } from '../turnedAway.ts'

/** Refusals of the contract that say that what was shown isn't what it should be. */
const wrongProofs: ReadonlySet<unknown> = new Set([
  ...['wrongCode', 'codeUsed', 'halfOver', 'wrongPassword', 'wrongPin', 'unknownPasskey', 'linkOver'],
  'notEnrolled',
])

/** Commands of somebody who isn't signed in yet. */
const waysIn: ReadonlySet<string> = new Set(
  Object.entries(commands)
    .filter(([, { allow }]) => allow === 'anybody')
    .map(([name]) => name),
)

export interface Watch {
  /** Before whatever answers. */
  watch: RequestHandler
  /** Who calls, once that is proven. */
  isOf(res: Response, actor: Pick<Actor, 'centreId' | 'accountId'>): void
}

export function createWatch(parts: { turnedAway: TurnedAway; doorCentreId: string }): Watch {
  const { turnedAway, doorCentreId } = parts
  const callers = new WeakMap<Response, Pick<Actor, 'centreId' | 'accountId'>>()
  return {
    watch(req, res, next) {
      const call = req.path.slice(1)
      if (!Object.hasOwn(commands, call) && !Object.hasOwn(queries, call)) return void next()
      const json = res.json.bind(res)
      res.json = (body: unknown) => {
        const why = whyOf(call, req, res.statusCode, body)
        const { centreId, accountId } = callers.get(res) ?? { centreId: doorCentreId, accountId: undefined }
        if (why) turnedAway.tell(why, { call, centreId, accountId })
        return json(body)
      }
      next()
    },
    isOf: (res, { centreId, accountId }) => void callers.set(res, { centreId, accountId }),
  }
}

/** Null: nobody was turned away, or it was their page asking whether they are still signed in. */
function whyOf(call: string, req: Request, status: number, body: unknown): Why | null {
  if (status === 400) return 'notUnderstood'
  if (status === 401) return waysIn.has(call) ? 'wrongProof' : hasShown(req) ? 'signedOut' : null
  if (status === 403) return 'notAllowed'
  if (status === 404) return 'notThere'
  if (status === 429) return 'slowed'
  if (status !== 409) return null
  const state: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  // Too many wrong PINs: the password is asked for instead.
  if (state === 'askPassword') return 'slowed'
  return wrongProofs.has(state) ? 'wrongProof' : null
}

const hasShown = ({ headers }: Request): boolean =>
  headers.authorization !== undefined || headers.cookie !== undefined
