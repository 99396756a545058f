/** Figures for whoever watches the machine (Prometheus): how many, how long; never who, never what. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  registry: Registry
  /** Times a command and counts how it ended. */
  timed<T extends { is: string }>(name: string, work: () => Promise<T>): Promise<T>
}

export function createMetrics(parts: { sockets: () => number }): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'alongside_command_seconds',
    help: 'From the door to the answer, by command',
    labelNames: ['command'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  const ends = new Counter({
    name: 'alongside_commands_total',
    help: 'Commands by how they ended: done, refused or failed',
    labelNames: ['command', 'end'],
    registers: [registry],
  })
  new Gauge({
    name: 'alongside_sockets',
    help: 'Screens following a board now',
    registers: [registry],
    collect() {
      this.set(parts.sockets())
    },
  })
  return {
    registry,
    async timed(name, work) {
      const began = performance.now()
      try {
        const outcome = await work()
        ends.inc({ command: name, end: outcome.is })
        return outcome
      } catch (error) {
        ends.inc({ command: name, end: 'failed' })
        throw error
      } finally {
        seconds.observe({ command: name }, (performance.now() - began) / 1000)
      }
    },
  }
}
