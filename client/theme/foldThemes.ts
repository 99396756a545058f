/* Why: the NHS frontend knows one set of colours at a time. We compile it once by day and once by night and
   fold both into one sheet. Never guesses: two sheets of different shape are an error, not a mixture. */
import type { ChildNode, Container, Declaration } from 'postcss'

const COLOUR = /#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|\b(?:white|black|transparent)\b/gi
const IN_A_PICTURE = 'url('

/** A colour by day, the same place's colour by night, and (where our tokens have that pair) its name. */
export type NamedPair = { name: string; day: string; night: string }

/**
 * Folds `night` into `day` (which is changed): where a declaration's colours differ it gets `var(--token)` if
 * that pair is one of our tokens, else `light-dark(day, night)`. Print rules stay as they are by day.
 * Throws when the two sheets differ in anything but colour.
 */
export function foldThemes(day: Container, night: Container, pairs: NamedPair[]): void {
  const names = new Map(pairs.map((pair) => [key(pair.day, pair.night), `var(--${pair.name})`]))
  foldNodes(day, night, names)
}

function foldNodes(day: Container, night: Container, names: Map<string, string>): void {
  const a: ChildNode[] = day.nodes ?? []
  const b: ChildNode[] = night.nodes ?? []
  if (a.length !== b.length)
    throw new Error(`The day and the night sheet differ in shape at ${day.toString().slice(0, 80)}`)
  a.forEach((node, place) => {
    const other = b[place]
    if (node.type === 'decl' && other?.type === 'decl') foldDeclaration(node, other, names)
    else if (node.type === 'atrule' && node.name === 'media' && node.params === 'print') return
    else if ('nodes' in node && other && 'nodes' in other) foldNodes(node, other, names)
  })
}

function foldDeclaration(day: Declaration, night: Declaration, names: Map<string, string>): void {
  if (day.value === night.value) return
  const nightColours = night.value.match(COLOUR) ?? []
  const dayColours = day.value.match(COLOUR) ?? []
  // A colour inside a picture (data: address) can't take light-dark(): such a picture needs a rule of our own.
  if (day.value.includes(IN_A_PICTURE) || nightColours.length !== dayColours.length)
    throw new Error(`Can't fold ${day.prop}: ${day.value} / ${night.value}`)
  let place = 0
  day.value = day.value.replace(COLOUR, (colour) => {
    const atNight = nightColours[place++] ?? colour
    if (atNight.toLowerCase() === colour.toLowerCase()) return colour
    return names.get(key(colour, atNight)) ?? `light-dark(${colour}, ${atNight})`
  })
}

const key = (day: string, night: string): string => `${day} ${night}`.toLowerCase()

const TOKEN = /--([\w-]+):\s*(?:light-dark\()?(#[0-9a-f]{6})(?:,\s*(#[0-9a-f]{6})\))?\s*;/gi

/** Reads `--name: light-dark(#day, #night)` and `--name: #both` out of a sheet of tokens. Hex colours only. */
export function readTokens(css: string): NamedPair[] {
  return [...css.matchAll(TOKEN)].map(([, name = '', day = '', night = day]) => ({ name, day, night }))
}
