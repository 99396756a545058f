/** One guest's steps as they are planned: each after the one before, each with a key of its own. */
import type { CommandName, Sent } from '../../shared/contract/index.ts'
import type { Guest } from './guest.ts'
import { type Random, random } from './random.ts'
import { type Doer, mark, type Mark, type Step } from './step.ts'
import type { Team } from './team.ts'

const minute = 60_000

export interface Scene {
  readonly guest: Guest
  readonly visit: Mark
  readonly team: Team
  readonly draw: Random
  readonly steps: Step[]
  /** UTC ms: how far the visit has been planned. */
  readonly now: number
  /** Time goes by until then, and nobody presses anything. */
  pass(until: number): void
  /** Does it at `at`, or a few seconds after what came before if that is later. */
  do<K extends CommandName>(at: number, by: string, command: K, input: Sent<K>, doer?: Doer): void
  /** Whoever has the desk then, or else anybody who is on. */
  desk(at: number): string
  /** Whoever could say hello or look in then. */
  anybody(at: number): string
}

export function sceneOf(seed: string, guest: Guest, team: Team): Scene {
  const steps: Step[] = []
  const draw = random(seed, 'scene', guest.name)
  let now = guest.arrivesAt
  const scene: Scene = {
    guest,
    visit: mark('visit', guest.name),
    team,
    draw,
    steps,
    get now() {
      return now
    },
    pass(until) {
      now = Math.max(now, Math.round(until))
    },
    do(at, by, command, input, doer = 'worker') {
      const earliest = steps.length === 0 ? at : now + draw.int(6_000, 20_000)
      scene.pass(Math.max(at, earliest))
      steps.push({
        at: now,
        by,
        doer,
        command,
        input,
        key: `demo:${guest.name}:${steps.length}`,
        about: guest.name,
      })
    },
    desk: (at) => team.on(at, 'desk')[0] ?? scene.anybody(at),
    anybody(at) {
      const near = team.on(at, 'desk', 'volunteer', 'peer', 'seniorPeer')
      const on = near.length > 0 ? near : team.on(at)
      // At the turn of a shift there may be nobody on for a minute or two: whoever comes next is asked.
      return on.length > 0 ? draw.pick(on) : scene.anybody(at + 5 * minute)
    },
  }
  return scene
}
