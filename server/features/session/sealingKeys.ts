/**
 * What browsers seal with: made from the server's secret, so that nothing has to be kept. A worker's own keys come
 * with nobody else's sign-in; those of a shared device's last board come with the sign-in there of whoever sees alike.
 * Never written anywhere.
 */
import { createHmac } from 'node:crypto'
import type { Actor } from '../../commands/handler.ts'

export interface Sealing {
  /** 32 bytes as base64url for each secret: the first seals, all of them open what an older secret sealed. */
  ofWorker(of: Pick<Actor, 'accountId' | 'centreId'>): string[]
  /** The same for one device's last board, as one class of viewers sees it; `id` says which that is, and no more. */
  ofBoard(deviceId: string, viewer: string): { id: string; keys: string[] }
  /** Another whenever one of these is another; says nothing about any of them. */
  mark(...of: readonly (string | null)[]): string
}

export function createSealing(secrets: readonly string[]): Sealing {
  const made = (secret: string, words: string) =>
    createHmac('sha256', secret).update(words).digest('base64url')
  const each = (words: string) => secrets.map((secret) => made(secret, words))
  const [now = ''] = secrets
  return {
    ofWorker: ({ accountId, centreId }) => each(`alongside:sealing:v1\n${centreId}\n${accountId}`),
    ofBoard: (deviceId, viewer) => ({
      id: made(now, `alongside:board-id:v1\n${deviceId}\n${viewer}`).slice(0, 22),
      keys: each(`alongside:board:v1\n${deviceId}\n${viewer}`),
    }),
    mark: (...of) => made(now, `alongside:mark:v1\n${JSON.stringify(of)}`).slice(0, 22),
  }
}
