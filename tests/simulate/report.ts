/** What a run came to, in lines that can be read, and whether it passes. */
import type { Outcome } from './simulate.ts'

/** Every board equal, no fault, and no answer that a day shouldn't bring. */
export function passes({ boards, differences, faults, ledger }: Outcome): boolean {
  const isWhole = boards.equal === boards.of && boards.of > 0 && differences.length === 0
  return isWhole && (faults?.length ?? 0) === 0 && ledger.wrongs.length === 0
}

export function reportOf(outcome: Outcome): string[] {
  const { ledger, visits, boards, faults } = outcome
  const total = [...ledger.commands.values()].reduce((sum, count) => sum + count, 0)
  const { delta, reset, gap, reconnect } = ledger.heardOf
  return [
    '',
    `${visits} people came; ${total} commands:`,
    ...columns(ledger.commands),
    `Refused, as a day brings it: ${ledger.refusals.size === 0 ? 'none' : ''}`,
    ...columns(ledger.refusals),
    `Sent again with the same key: ${ledger.resent}`,
    `Screens heard ${delta} deltas and ${reset} whole boards, asked over ${gap} gaps, lost the line ${reconnect} times`,
    `Answers: half within ${ledger.within(0.5).toFixed(1)} ms, 99 in 100 within ${ledger.within(0.99).toFixed(1)} ms`,
    `Boards equal to the server’s: ${boards.equal} of ${boards.of}`,
    ...few(outcome.differences),
    `Faults in the server’s log: ${faults === null ? 'not seen from here' : faults.length}`,
    ...few(faults ?? []),
    `Answers that no day should bring: ${ledger.wrongs.length}`,
    ...few(ledger.wrongs),
    passes(outcome) ? 'The day went well.' : 'The day did not go well.',
  ]
}

function columns(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
}

const few = (lines: readonly string[]) => [
  ...lines.slice(0, 10).map((line) => `    ${line.slice(0, 400)}`),
  ...(lines.length > 10 ? [`    and ${lines.length - 10} more`] : []),
]
