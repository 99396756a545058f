/** What a run of the simulation is told on the command line. */
export interface SimulateOptions {
  /** How many centre seconds pass in one second; with `url` the server's own speed is taken. */
  speed: number
  /** Hours of the centre's time that are played. */
  hours: number
  seed: string
  /** When the played time begins, UTC ms; with `url` it is the server's now. */
  from: number
  /** A server that is running already; without it one is started, and stopped afterwards. */
  url: string | null
  /** More than the demonstration has: so many workers, each like one of its own, and so many times its people. */
  crowd?: { workers: number; times: number }
  /** Asked at everything the server pushes: true, and the screen never saw it. */
  loses?: () => boolean
  /** Called when the play is over: what is lost from here on would never be noticed. */
  atTheEnd?: () => void
}

/** Friday evening to Saturday evening would leave housing and benefits out: a Tuesday morning has everybody. */
const tuesday = '2026-11-03T07:00:00Z'

export class WrongOptions extends Error {}

/** @throws WrongOptions with a sentence for whoever typed it. */
export function readOptions(words: readonly string[]): SimulateOptions {
  const given = new Map<string, string>()
  for (let nth = 0; nth < words.length; nth += 2) {
    const [name, value] = [words[nth] ?? '', words[nth + 1]]
    if (!/^--(speed|hours|seed|from|url)$/.test(name) || value === undefined) {
      throw new WrongOptions(
        'npm run simulate -- [--speed 60] [--hours 24] [--seed 7] [--from 2026-11-03T07:00:00Z] [--url http://127.0.0.1:3000]',
      )
    }
    given.set(name.slice(2), value)
  }
  return {
    speed: positive('speed', given.get('speed') ?? '60'),
    hours: positive('hours', given.get('hours') ?? '24'),
    seed: given.get('seed') ?? '7',
    from: moment(given.get('from') ?? tuesday),
    url: given.get('url')?.replace(/\/$/, '') ?? null,
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 10_000)) throw new WrongOptions(`--${name} must be a number above 0`)
  return value
}

function moment(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new WrongOptions('--from must be a time such as 2026-11-03T07:00:00Z')
  return at
}
