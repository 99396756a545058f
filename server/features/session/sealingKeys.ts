/**
 * What a browser seals its outbox and its last board with: made from the server's secret for one account at one
 * centre, so that nobody else's sign-in gives it and nothing has to be kept. Never written anywhere.
 */
import { createHmac } from 'node:crypto'
import type { Actor } from '../../commands/handler.ts'

/** Gives 32 bytes as base64url for each secret: the first seals, all of them open what an older secret sealed. */
export function createSealingKeys(
  secrets: readonly string[],
): (of: Pick<Actor, 'accountId' | 'centreId'>) => string[] {
  return ({ accountId, centreId }) =>
    secrets.map((secret) =>
      createHmac('sha256', secret)
        .update(`alongside:sealing:v1\n${centreId}\n${accountId}`)
        .digest('base64url'),
    )
}
