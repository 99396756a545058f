/** The processes of a measurement: built once as the real server is, started, asked for load, stopped. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { Spread } from './figures.ts'

const root = resolve(import.meta.dirname, '../..')
export const built = join(root, '.cache/bench')
const children = new Set<ChildProcess>()

export interface Served {
  child: ChildProcess
  port: number
  visits: string[]
  tokens: string[]
  /** Of our own server only: who may look at reviews, and where its database is. */
  manager: string
  file: string
  centreId: string
}

/** What a load found; which of these depends on its kind. */
export interface Measured {
  perSecond?: number
  all?: number
  answer?: Spread
  last?: Spread
  meanwhile?: Spread
  time?: Spread
  seconds?: number
  memory?: number
}

/** Bundles both servers and the clients like the product: a loader's own work must not be measured. */
export async function bundle(): Promise<void> {
  const here = (name: string) => join(import.meta.dirname, `${name}.ts`)
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: built,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input: {
          ours: here('ours'),
          bare: here('bare'),
          load: here('load'),
          rights: here('rights'),
          reviewWorker: join(root, 'server/reviewWorker.ts'),
        },
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { target: 'node', external: true },
  })
}

function script(name: string, args: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(built, `${name}.js`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    child.once('exit', (code) => reject(new Error(`stopped with ${code} before it said anything`)))
  })
}

/**
 * `past`: how many visits of years gone by, and as many people, our own server begins with; `here`: who is here; `looks`:
 * whether who looked is recorded, as it always is but beside a server that is measured against.
 */
export async function serve(
  name: 'ours' | 'bare',
  folder: string,
  past = 0,
  here = 100,
  looks: 'recorded' | 'left out' = 'recorded',
): Promise<Served> {
  const own = mkdtempSync(join(folder, 'db-'))
  const child = script(name, [own, String(here), String(past), looks])
  const said = JSON.parse(await firstLine(child)) as Omit<Served, 'child'>
  return { child, ...said }
}

/** What rights cost and the whole of a pick-up, a sign-in and the check in it: in a process of their own, ms, a round each. */
type Cost = Record<'rights' | 'whole' | 'signIn' | 'check', number>
export async function rights(folder: string): Promise<Cost[]> {
  const own = mkdtempSync(join(folder, 'rights-'))
  return JSON.parse(await firstLine(script('rights', [own]))) as Cost[]
}

export async function stop({ child }: Served): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

export function endAll(): void {
  for (const child of children) child.kill('SIGKILL')
}

export async function load(server: Served, job: Record<string, unknown>): Promise<Measured> {
  const { port, visits, tokens } = server
  const quick = job.quick === true
  const whole = {
    times: quick ? 40 : 80,
    lasts: quick ? 1_500 : 2_000,
    viewers: 0,
    port,
    visits,
    tokens,
    ...job,
  }
  return JSON.parse(await firstLine(script('load', [JSON.stringify(whole)]))) as Measured
}
