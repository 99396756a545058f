/**
 * The clients of a measurement, in a process of their own: the same for our server and for the bare one.
 * Reads one job as JSON from its argument and prints what it found as JSON. Times are ms.
 */
import { Agent, request } from 'node:http'
import { io, type Socket } from 'socket.io-client'
import { spread } from './figures.ts'

interface Job {
  kind: 'calm' | 'saturated' | 'board' | 'records' | 'reconnect' | 'search' | 'review'
  port: number
  tokens: string[]
  visits: string[]
  viewers: number
  /** How many pick-ups a calm measurement takes. */
  times: number
  /** ms, for the kinds that go on for a time. */
  lasts: number
  /** What is asked for, one after the other, by `search` and `review`. */
  paths?: string[]
  manager?: string
}

const job = JSON.parse(process.argv[2] ?? '{}') as Job
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

function send(
  method: 'GET' | 'POST',
  path: string,
  token: string,
  body?: object,
): Promise<{ seq: number; id: string }> {
  return new Promise((resolve, reject) => {
    const text = body ? JSON.stringify(body) : ''
    const headers: Record<string, string | number> = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }
    if (token) headers.authorization = `Bearer ${token}`
    const req = request({ host: '127.0.0.1', port: job.port, method, path, headers, agent }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => {
        if (res.statusCode !== 200) return reject(new Error(`${path} ${res.statusCode}`))
        resolve(
          method === 'POST'
            ? (JSON.parse(Buffer.concat(chunks).toString()) as { seq: number; id: string })
            : { seq: 0, id: '' },
        )
      })
    })
    req.on('error', reject)
    req.end(text)
  })
}
/** Worker `i` says "I'll go" to visit `i`, and takes it back: so that a hundred visits serve any number of times. */
const visitOf = (i: number) => ({ visitId: job.visits[i % job.visits.length] })
const pickUp = (i: number) => send('POST', '/api/visit.pickUp', token(i), visitOf(i))
const stepAway = (i: number) => send('POST', '/api/visit.stepAway', token(i), visitOf(i))
const token = (i: number) => job.tokens[i % job.tokens.length] ?? ''

/** What each viewer has: like every page of ours it comes back with this, and is told only what is new. */
const seen: { to: number; since?: number; epoch?: string }[] = []
let watched: ((viewer: number, to: number) => void) | null = null

async function view(i: number): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${job.port}`, {
    transports: ['websocket'],
    auth: { token: token(i) },
    forceNew: true,
    // As our pages come back.
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  })
  const state: (typeof seen)[number] = (seen[i] = { to: -1 })
  const note = ({ to, epoch }: { to: number; epoch: string }) => {
    state.to = Math.max(state.to, to)
    state.since = state.to
    state.epoch = epoch
    watched?.(i, to)
  }
  socket.on('board.delta', note)
  const first = new Promise<void>((resolve) => {
    socket.on('board.reset', (board: { to: number; epoch: string }) => {
      note(board)
      resolve()
    })
  })
  const where = () => (state.epoch === undefined ? {} : { since: state.since, epoch: state.epoch })
  socket.on('connect', () => socket.emit('board.follow', where()))
  await first
  return socket
}

async function viewers(): Promise<Socket[]> {
  const sockets: Socket[] = []
  for (let i = 0; i < job.viewers; i += 25) {
    sockets.push(
      ...(await Promise.all(Array.from({ length: Math.min(25, job.viewers - i) }, (_, k) => view(i + k)))),
    )
  }
  return sockets
}

/** One pick-up at a time: its round trip, and when the last viewer had it. */
async function calm(): Promise<object> {
  const answers: number[] = []
  const lasts: number[] = []
  for (let i = 0; i < job.times; i++) {
    const began = performance.now()
    const arrivals = new Map<number, number>()
    watched = (viewer) => void (arrivals.has(viewer) || arrivals.set(viewer, performance.now()))
    const { seq } = await pickUp(i)
    answers.push(performance.now() - began)
    while (seen.some((one) => one.to < seq)) await new Promise((resolve) => setImmediate(resolve))
    if (job.viewers > 0) lasts.push(Math.max(...arrivals.values()) - began)
    watched = null
    const back = await stepAway(i)
    while (seen.some((one) => one.to < back.seq)) await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { answer: spread(answers), last: spread(lasts) }
}

/** Thirty-two at a time for as long as it lasts. */
async function saturated(): Promise<object> {
  const began = performance.now()
  let done = 0
  const one = async (_: unknown, lane: number) => {
    while (performance.now() - began < job.lasts) {
      await pickUp(lane)
      await stepAway(lane)
      done += 2
    }
  }
  await Promise.all(Array.from({ length: 32 }, one))
  return { perSecond: (done / (performance.now() - began)) * 1000, done }
}

/** Thirty-two at a time: the same picture for each, or one visit's page after another. */
async function many(path: (i: number) => string): Promise<object> {
  const began = performance.now()
  let done = 0
  const times: number[] = []
  const one = async (_: unknown, lane: number) => {
    let i = lane
    while (performance.now() - began < job.lasts) {
      const at = performance.now()
      await send('GET', path(i++), token(lane))
      times.push(performance.now() - at)
      done++
    }
  }
  await Promise.all(Array.from({ length: 32 }, one))
  return { perSecond: (done / (performance.now() - began)) * 1000, time: spread(times) }
}

/** One question after another, each as often as it is in the list. */
async function ask(): Promise<object> {
  const times: number[] = []
  for (const path of job.paths ?? []) {
    const began = performance.now()
    await send('GET', path, job.manager ?? token(0))
    times.push(performance.now() - began)
  }
  return { time: spread(times) }
}

/** Every line cut at once: how long until all are true again, and what a pick-up takes meanwhile. */
async function reconnect(sockets: Socket[]): Promise<object> {
  for (const socket of sockets) socket.io.engine.close()
  for (const state of seen) state.to = -1
  const began = performance.now()
  const times: number[] = []
  let i = 0
  while (seen.some((one) => one.to < 0)) {
    const at = performance.now()
    await pickUp(i)
    times.push(performance.now() - at)
    await stepAway(i++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return { all: performance.now() - began, meanwhile: spread(times) }
}

const sockets = await viewers()
const kinds: Record<Job['kind'], () => Promise<object>> = {
  calm,
  saturated,
  board: () => many(() => '/api/board'),
  records: () => many((i) => `/api/visit?visitId=${visitOf(i).visitId}`),
  reconnect: () => reconnect(sockets),
  search: ask,
  review: ask,
}
const found = await kinds[job.kind]()
process.stdout.write(`${JSON.stringify(found)}\n`)
process.exit(0)
