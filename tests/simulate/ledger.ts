/** What happened in a run, counted as it happens: commands, refusals, how long answers took, what was wrong. */

/**
 * Refusals that a day at a centre brings with it: two press at once, somebody has left meanwhile, somebody
 * else came first. Any other says that a client of the simulation, or the server, is wrong.
 */
const expected = new Set([
  'alreadyPickedUp',
  'alreadyAnswered',
  'alreadyWelcomed',
  'alreadyGone',
  'alreadyHere',
  'alreadyOffered',
  'alreadySettled',
  'alreadyJoined',
  'alreadyOn',
  'callWithdrawn',
  'gone',
  'lastAlongside',
  'leadTaken',
  'noHandover',
  'notAlongside',
  'notForYou',
  'notOn',
  'notOut',
  'notTheLead',
  'onlyShiftLead',
  'retracted',
  'steppedOut',
])

/** A press that somebody was told the end of. */
export interface Acknowledged {
  name: string
  key: string
  status: number
  visitId: string | null
}

export interface Ledger {
  acknowledged(press: Acknowledged): void
  readonly presses: readonly Acknowledged[]
  command(name: string, ms: number): void
  refused(name: string, state: string): void
  /** An answer that no day should bring. */
  wrong(what: string): void
  /** The same press sent again, after a lost answer. */
  again(): void
  heard(what: 'delta' | 'reset' | 'gap' | 'reconnect'): void
  readonly commands: ReadonlyMap<string, number>
  readonly refusals: ReadonlyMap<string, number>
  readonly wrongs: readonly string[]
  readonly resent: number
  readonly heardOf: Readonly<Record<'delta' | 'reset' | 'gap' | 'reconnect', number>>
  /** The time within which this part of the answers came, ms. */
  within(part: number): number
}

export function createLedger(): Ledger {
  const commands = new Map<string, number>()
  const refusals = new Map<string, number>()
  const wrongs: string[] = []
  const times: number[] = []
  const presses: Acknowledged[] = []
  const heardOf = { delta: 0, reset: 0, gap: 0, reconnect: 0 }
  let resent = 0
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1)
  return {
    presses,
    acknowledged: (press) => void presses.push(press),
    commands,
    refusals,
    wrongs,
    heardOf,
    get resent() {
      return resent
    },
    command(name, ms) {
      add(commands, name)
      times.push(ms)
    },
    refused(name, state) {
      add(refusals, `${name} ${state}`)
      if (!expected.has(state)) wrongs.push(`${name} was refused: ${state}`)
    },
    wrong: (what) => void wrongs.push(what),
    again: () => void (resent += 1),
    heard: (what) => void (heardOf[what] += 1),
    within(part) {
      const sorted = times.toSorted((a, b) => a - b)
      return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
    },
  }
}
