/** How long the built server takes to be ready, and what it needs when nobody does anything. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { type Figure, median } from './figures.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** @throws Error when there is no build: `npm run build` first. */
export async function measureStart(folder: string, rounds: number): Promise<Figure[]> {
  if (!existsSync('dist/server/main.js')) throw new Error('there is no build: run npm run build first')
  const data = mkdtempSync(join(folder, 'start-'))
  const starts: number[] = []
  const sizes: number[] = []
  // The first start makes the demonstration centre: that one is not what is measured.
  for (let round = -1; round < rounds; round++) {
    const port = await freePort()
    const began = performance.now()
    const child = spawn(process.execPath, ['dist/server/main.js'], {
      env: {
        ...process.env,
        PORT: String(port),
        ALONGSIDE_DATA: data,
        DATABASE_URL: `file:${join(data, 'centre.db')}`,
        ALONGSIDE_LOG: 'error',
      },
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    for (;;) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
      if (ready) break
      if (child.exitCode !== null) throw new Error('the server stopped instead of starting')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const took = (performance.now() - began) / 1_000
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024
    if (round >= 0) {
      starts.push(took)
      sizes.push(megabytes)
    }
    child.kill('SIGTERM')
    await ended
  }
  const start = median(starts)
  const idle = median(sizes)
  return [
    {
      name: 'start to ready, built',
      unit: 's',
      ours: start,
      spread: [Math.min(...starts), Math.max(...starts)],
      bare: null,
      ratio: null,
      target: 'at most 1 s',
      holds: start <= 1,
    },
    {
      name: 'memory when idle',
      unit: 'MB',
      ours: idle,
      spread: [Math.min(...sizes), Math.max(...sizes)],
      bare: null,
      ratio: null,
      target: 'at most 120 MB',
      holds: idle <= 120,
    },
  ]
}
