/**
 * Puts on the disk what was committed without waiting for it, off the thread that everybody waits for: the WAL is flushed
 * by the system while pages are read. Those that come together share one flush.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { Unavailable } from '../failure.ts'

export class WalFlush {
  #wal: Promise<FileHandle> | undefined
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  /** @param file the database; its WAL lies beside it for as long as anything has it open. */
  constructor(private readonly file: string) {}

  /** Resolves once all that was committed before this call is on the disk. @throws Unavailable */
  now(): Promise<void> {
    // One that is under way may have begun before this was written, so it is the next that counts.
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        return (this.#running = this.#flush())
      })
    return this.#next
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#running).catch(() => undefined)
    await this.#wal?.then(
      (wal) => wal.close(),
      () => undefined,
    )
  }

  async #flush(): Promise<void> {
    try {
      this.#wal ??= open(`${this.file}-wal`, 'r+')
      await (await this.#wal).datasync()
    } catch (error) {
      const wal = this.#wal
      this.#wal = undefined
      await wal?.then((handle) => handle.close()).catch(() => undefined)
      // The file system throws nothing else.
      throw new Unavailable('disk', (error as NodeJS.ErrnoException).code)
    }
  }
}
