/**
 * The real server for a measurement: sign-in, permissions, log, hash chain and projections on, a hundred
 * people on the board, in a process of its own on a database on the disk. `past` visits are written into
 * the tables directly: only this bench may do that.
 */
import { join } from 'node:path'
import { openDatabase } from '../../db/open.ts'
import { fakeClock } from '../fakeClock.ts'
import { startCentre, workers } from '../harness.ts'
import { fillPast } from './past.ts'

const [folder = '.', visitCount = '100', past = '0'] = process.argv.slice(2)
const file = join(folder, 'ours.db')
const url = `file:${file}`
const db = { ...(await openDatabase({ url })), url }
const centre = await startCentre({ db, clock: fakeClock(Date.now()) })
if (Number(past) > 0) await fillPast(file, centre.id, Number(past), centre.clock.now())

const visits: string[] = []
for (let i = 0; i < Number(visitCount); i++) {
  visits.push(
    await centre.arrive({ label: `Guest ${i}`, wants: ['peer'], reasons: ['sleep'], reasonsShown: true }),
  )
}
const team = workers.filter((worker) => worker !== 'administrator')
const tokens = team.map((worker) => centre.as(worker).token)
const port = Number(new URL(centre.url).port)
process.stdout.write(`${JSON.stringify({ port, visits, tokens })}\n`)
process.on('SIGTERM', () => void centre.close().then(() => process.exit(0)))
