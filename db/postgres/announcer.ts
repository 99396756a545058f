/**
 * LISTEN and NOTIFY: the alarm clock between servers on one database. It only ever says "look": what
 * happened is read from the log, and a poll stands behind it, so a lost word costs time and nothing else.
 */
import pg from 'pg'
import type { Journal } from '../store.ts'

type Hear = (centreId: string, head: number) => void
const channel = 'alongside_head'

export class Announcer {
  readonly #ears = new Set<Hear>()
  readonly #unsaid = new Map<string, number>()
  #saying: Promise<void> | undefined
  #client: pg.Client | undefined
  #again: NodeJS.Timeout | undefined
  #closed = false

  constructor(
    private readonly url: string,
    private readonly pool: pg.Pool,
    private readonly journal?: Journal,
  ) {}

  /** Heads that follow closely on one another go out as one. */
  announce(centreId: string, head: number): Promise<void> {
    this.#unsaid.set(centreId, Math.max(head, this.#unsaid.get(centreId) ?? 0))
    this.#saying ??= this.#say().finally(() => (this.#saying = undefined))
    return this.#saying
  }

  hear(ear: Hear): () => void {
    this.#ears.add(ear)
    if (!this.#client && !this.#again) void this.#listen()
    return () => this.#ears.delete(ear)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#again)
    await this.#client?.end()
  }

  async #say(): Promise<void> {
    // One turn, so that the commits of the same moment are told together.
    await Promise.resolve()
    while (this.#unsaid.size > 0) {
      const heads = [...this.#unsaid]
      this.#unsaid.clear()
      await this.pool.query('SELECT pg_notify($1, word) FROM unnest($2::text[]) AS word', [
        channel,
        heads.map((head) => JSON.stringify(head)),
      ])
    }
  }

  async #listen(): Promise<void> {
    const client = (this.#client = new pg.Client({
      connectionString: this.url,
      application_name: 'alongside listening',
      keepAlive: true,
    }))
    client.on('notification', ({ payload = '' }) => {
      const [centreId, head] = JSON.parse(payload) as [string, number]
      for (const ear of this.#ears) ear(centreId, head)
    })
    // Both may tell of the same end; the first of them starts the next try.
    client.once('error', (error) => this.#later(client, error))
    client.once('end', () => this.#later(client))
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
    } catch (error) {
      this.#later(client, error)
    }
  }

  #later(client: pg.Client, error?: unknown): void {
    if (this.#closed || this.#client !== client) return
    this.#client = undefined
    this.journal?.warn(
      { code: (error as { code?: string } | undefined)?.code },
      'no longer listening: trying again',
    )
    client.on('error', () => undefined) // What it still has to say was said.
    client.end().catch(() => undefined)
    this.#again = setTimeout(() => {
      this.#again = undefined
      void this.#listen()
    }, 1_000)
  }
}
