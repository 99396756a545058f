/**
 * The bare limit: better-sqlite3 with group commit and prepared statements, node:http and Socket.IO, and
 * nothing else. No sign-in, no permissions, no schema, no log of who; one table, one log row, one event.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import { Server } from 'socket.io'
import { Sqlite } from '../../db/sqlite/driver.ts'

const [folder = '.', visitCount = '100'] = process.argv.slice(2)
const db = new Sqlite(join(folder, 'bare.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(`create table visit (id text primary key, label text, picked text, at integer, version integer);
create table log (seq integer primary key, at integer, kind text, subject text, data text);
create table feed (id integer primary key, head integer); insert into feed values (1, 0)`)
const insert = db.prepare('insert into visit values (?, ?, null, ?, 1)')
db.transaction(() => {
  for (let i = 0; i < Number(visitCount); i++) insert.run(`v${i}`, `Guest ${i}`, Date.now())
})()

const look = db.prepare('select * from visit where id = ?')
const now = db.prepare('select head from feed')
const update = db.prepare('update visit set picked = ?, version = version + 1 where id = ? returning *')
const head = db.prepare('update feed set head = head + 1 returning head')
const log = db.prepare('insert into log values (?, ?, ?, ?, ?)')
const begin = db.prepare('begin immediate')
const commit = db.prepare('commit')

type Job = { id: string; done: (seq: number) => void }
let waiting: Job[] = []
function drain(): void {
  const jobs = waiting
  waiting = []
  begin.run()
  const seqs = jobs.map((job) => {
    look.get(job.id)
    const row = update.get('worker', job.id)
    const { head: seq } = head.get() as { head: number }
    log.run(seq, Date.now(), 'pickedUp', job.id, JSON.stringify({ version: row ? 2 : 1 }))
    return seq
  })
  commit.run()
  jobs.forEach((job, i) => job.done(seqs[i] ?? 0))
}

const filler = 'x'.repeat(500)
const board = JSON.stringify(Array.from({ length: 100 }, (_, i) => ({ id: `v${i}`, filler })))
const app = express()
app.disable('x-powered-by')
app.set('etag', false)
app.get('/api/board', (_req, res) => {
  res.type('application/json').send(board)
})
const server = createServer((req, res) => {
  if (req.method !== 'POST') return void app(req, res)
  let body = ''
  req.on('data', (chunk: Buffer) => (body += chunk.toString()))
  req.on('end', () => {
    const { visitId } = JSON.parse(body) as { visitId: string }
    if (waiting.length === 0) setImmediate(drain)
    waiting.push({
      id: visitId,
      done(seq) {
        io.emit('board.delta', {
          epoch: 'bare',
          from: seq - 1,
          to: seq,
          puts: [{ id: visitId, filler }],
          gone: [],
        })
        res.setHeader('content-type', 'application/json')
        res.end(JSON.stringify({ id: visitId, seq }))
      },
    })
  })
})
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
io.on('connection', (socket) => {
  socket.on('board.follow', ({ since }: { since?: number }) => {
    const { head: to } = now.get() as { head: number }
    if (since === undefined) socket.emit('board.reset', { epoch: 'bare', to, cards: board })
    else socket.emit('board.delta', { epoch: 'bare', from: since, to, puts: [], gone: [] })
  })
})
server.listen(Number(process.env.BARE_PORT ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  const visits = Array.from({ length: Number(visitCount) }, (_, i) => `v${i}`)
  process.stdout.write(`${JSON.stringify({ port, visits, tokens: [''] })}\n`)
})
process.on('SIGTERM', () => process.exit(0))
