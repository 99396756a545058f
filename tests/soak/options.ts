/** What a soak is told on the command line. */
export interface SoakOptions {
  /** How long it runs in all; an hour is a whole week of the centre's. */
  minutes: number
  seed: number
}

export class WrongOptions extends Error {}

/** @throws WrongOptions with a sentence for whoever typed it. */
export function readOptions(words: readonly string[]): SoakOptions {
  const given = new Map<string, number>()
  for (let nth = 0; nth < words.length; nth += 2) {
    const [, name] = /^--(minutes|seed)$/.exec(words[nth] ?? '') ?? []
    const value = Number(words[nth + 1])
    if (name === undefined || !(value > 0))
      throw new WrongOptions('npm run soak -- [--minutes 60] [--seed 7]')
    given.set(name, value)
  }
  return { minutes: Math.min(given.get('minutes') ?? 60, 60), seed: given.get('seed') ?? 7 }
}
