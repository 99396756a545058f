/** The board as a query: the same picture that sockets follow. One visit's page is the log's (features/log). */
import { boardFor } from '../../feed/delta.ts'
import { viewerClassOf } from '../../feed/viewer.ts'
import type { QueryHandlers } from '../../queries/handler.ts'

export const visitQueries = {
  async board(_read, { asker, centreId, now, feeder }) {
    return boardFor(await feeder.picture(centreId), viewerClassOf(asker), now)
  },
} satisfies Partial<QueryHandlers>
