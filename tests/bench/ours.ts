/**
 * The real server for a measurement: sign-in, permissions, log, hash chain and projections on, a hundred
 * people on the board, sixty workers, in a process of its own on a database on the disk. `past` visits, and
 * as many people, are written into the tables directly: only this bench may do that.
 */
import { join, resolve } from 'node:path'
import { openDatabase } from '../../db/open.ts'
import { fakeClock } from '../fakeClock.ts'
import { startCentre } from '../harness.ts'
import { fillPast, hire } from './past.ts'

const [folder = '.', visitCount = '100', past = '0', looks = 'recorded'] = process.argv.slice(2)
const file = join(folder, 'ours.db')
const url = `file:${file}`
const opened = await openDatabase({ url })
// What a record of who looked costs is what it is without one: only this bench may leave it out.
const note: typeof opened.note =
  looks === 'left out' ? () => Promise.resolve(undefined as never) : opened.note
const db = { ...opened, note, url }
const centre = await startCentre({ db, clock: fakeClock(Date.now()), clientFolder: resolve('dist/client') })
if (Number(past) > 0) await fillPast(file, centre.id, Number(past), Date.now())

const visits: string[] = []
for (let i = 0; i < Number(visitCount); i++) {
  visits.push(
    await centre.arrive({ label: `Guest ${i}`, wants: ['peer'], reasons: ['sleep'], reasonsShown: true }),
  )
}
const tokens: string[] = []
for (const one of hire(file, centre.id, 60)) {
  const actor = { ...centre.as('peer').actor, ...one, sessionId: '' }
  const begun = await centre.app.door.run('session.signIn', {
    actor,
    input: { username: 'kept', password: 'kept' },
  })
  if (begun.is !== 'done') throw new Error('could not sign in')
  tokens.push(centre.app.auth.issue({ sessionId: begun.id, centreId: centre.id }).token)
}
const { port } = new URL(centre.url)
const { id: centreId } = centre
const manager = centre.as('manager').token
process.stdout.write(`${JSON.stringify({ port: Number(port), visits, tokens, manager, file, centreId })}\n`)
process.on('SIGTERM', () => void centre.close().then(() => process.exit(0)))
