/**
 * Lets no more in at once than there are places: writes that all wait for the same thing, a standby or a row, must leave
 * connections over for whoever only reads, and for whoever asks what is the matter.
 */
import { Unavailable } from '../failure.ts'

export class Turns {
  readonly #waiting: (() => void)[] = []
  #free: number

  /** @param patience how long, in milliseconds, somebody waits for a place. */
  constructor(
    places: number,
    private readonly patience: number,
  ) {
    this.#free = places
  }

  /** @throws Unavailable exhausted, or what `run` threw. */
  async take<T>(run: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await this.#turn()
    try {
      return await run()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }

  #turn(): Promise<void> {
    return new Promise((enter, refuse) => {
      const next = () => {
        clearTimeout(timer)
        enter()
      }
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(next), 1)
        refuse(new Unavailable('exhausted'))
      }, this.patience)
      this.#waiting.push(next)
    })
  }
}
