/**
 * Questions at a terminal, or the lines of a script in their place. What is secret is never shown, and nothing that
 * was typed is kept here.
 */
import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'

/** The input ended before the question was answered. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  constructor(question: string) {
    super(`Nobody answered: ${question}`)
  }
}

export interface Asking {
  /** Asks until `check` has nothing to say. An empty answer is `otherwise`, where there is one. */
  ask(
    question: string,
    how?: { otherwise?: string; check?: Check | LaterCheck; isSecret?: boolean },
  ): Promise<string>
  say(sentence: string): void
  close(): void
}
/** A sentence on what is wrong with an answer, null for nothing. */
export type Check = (answer: string) => string | null
/** The same, where it has to be looked up. */
export type LaterCheck = (answer: string) => Promise<string | null>

/** `input` with `isTTY`: somebody sits there, and an answer that won't do is asked for again. */
export function createAsking(input: Readable & { isTTY?: boolean }, output: Writable): Asking {
  const isSomebody = input.isTTY === true
  let isMuted = false
  const shown = new Writable({
    write(piece: Buffer, _encoding, done) {
      if (!isMuted) output.write(piece)
      done()
    },
  })
  const lines = createInterface({ input, output: shown, terminal: isSomebody })
  const answers = lines[Symbol.asyncIterator]()

  return {
    async ask(question, { otherwise, check = () => null, isSecret = false } = {}) {
      for (;;) {
        // Before it is asked, so that not a letter is shown to whoever answers at once.
        isMuted = isSecret
        output.write(otherwise === undefined ? `${question} ` : `${question} [${otherwise}] `)
        const line = await answers.next()
        isMuted = false
        if (isSecret || !isSomebody) output.write('\n')
        if (line.done === true) throw new NoAnswer(question)
        const answer = (isSecret ? line.value : line.value.trim()) || (otherwise ?? '')
        const wrong = await check(answer)
        if (wrong === null) return answer
        if (!isSomebody) throw new Error(wrong)
        output.write(`${wrong}\n`)
      }
    },
    say: (sentence) => void output.write(`${sentence}\n`),
    close: () => lines.close(),
  }
}
