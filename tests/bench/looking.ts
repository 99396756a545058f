/** What it costs that nobody is shown without a record of who looked: the same server with and without it. */
import { add, beside, quick } from './rounds.ts'
import { load, serve, stop } from './servers.ts'

/** A visit's page with the record of who looked, against the same server without it. */
export async function looking(folder: string): Promise<void> {
  const [ours, without] = [await serve('ours', folder), await serve('ours', folder, 0, 100, 'left out')]
  const paths = (server: typeof ours) =>
    Array.from({ length: 3 }, () => server.visits.map((id) => `/api/visit?visitId=${id}`)).flat()
  const asked = await beside(
    () => load(ours, { kind: 'review', paths: paths(ours), manager: ours.tokens[0] }),
    () => load(without, { kind: 'review', paths: paths(without), manager: without.tokens[0] }),
  )
  add({
    name: 'a visit’s page with who looked recorded, against without, p50',
    unit: 'ms',
    both: asked,
    // No target: it is a wait for the disk, before which nobody is shown. What others feel of it is the next row.
    pick: (f) => f.time?.p50,
  })
  add({
    name: 'the same, 32 at once',
    unit: '/s',
    both: await beside(
      () => load(ours, { kind: 'records', quick }),
      () => load(without, { kind: 'records', quick }),
    ),
    pick: (f) => f.perSecond,
    target: 'at least 0.9 ×',
    holds: (ratio) => ratio >= 0.9,
  })
  await stop(ours)
  await stop(without)
}
