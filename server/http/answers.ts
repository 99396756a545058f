/**
 * From an error to what a caller hears. Three kinds, never told apart by message text: refused (409),
 * invalid (400), fault (500 with an id and nothing from inside).
 */
import type { Response } from 'express'
import { Unavailable } from '../../db/failure.ts'
import { Invalid, NotAllowed, NotFound, TooMany } from '../commands/handler.ts'

export interface FaultLog {
  fault(id: string, error: unknown): void
}

/** Body sizes and shapes that express itself refuses carry a status. */
interface Statused {
  status: number
  type?: string
}
const isStatused = (error: unknown): error is Statused =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'

export function answerError(res: Response, error: unknown, log: FaultLog, newId: () => string): void {
  if (res.headersSent) return void res.end()
  if (error instanceof Invalid) return void res.status(400).json({ error: 'invalid', issues: error.issues })
  if (error instanceof NotAllowed) return void res.status(403).json({ error: 'notAllowed' })
  if (error instanceof NotFound) return void res.status(404).json({ error: 'notFound' })
  if (error instanceof TooMany) {
    const { wait } = error
    return void res.status(429).set('Retry-After', String(wait)).json({ error: 'tooMany', wait })
  }
  if (error instanceof Unavailable) {
    return void res.status(503).set('Retry-After', '2').json({ error: 'unavailable', why: error.why })
  }
  if (isStatused(error) && error.status === 413) return void res.status(413).json({ error: 'tooLarge' })
  if (isStatused(error) && error.status >= 400 && error.status < 500) {
    // The body's troubles have a type; what else express refuses is an address that can't be read.
    const issues = [{ path: '', message: error.type === undefined ? 'malformedAddress' : 'notJson' }]
    return void res.status(400).json({ error: 'invalid', issues })
  }
  const id = newId()
  log.fault(id, error)
  res.status(500).json({ error: 'fault', id })
}
