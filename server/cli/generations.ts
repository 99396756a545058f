/**
 * Which backups are kept: all of the last day, one an hour of the last two days, one a day of the last five weeks,
 * one a month of the last year and a bit. The oldest of each stretch stays, so that what is kept never moves.
 */
import { readdir } from 'node:fs/promises'

const hour = 3_600_000
const day = 24 * hour

const stretches: { within: number; of: (at: number) => string }[] = [
  { within: day, of: (at) => `${at}` },
  { within: 2 * day, of: (at) => `hour ${Math.floor(at / hour)}` },
  { within: 35 * day, of: (at) => new Date(at).toISOString().slice(0, 10) },
  { within: 400 * day, of: (at) => new Date(at).toISOString().slice(0, 7) },
]

/** Those of `times` (UTC ms) that may go at `now`. The newest never does. */
export function superseded(times: readonly number[], now: number): number[] {
  const oldestFirst = times.toSorted((a, b) => a - b)
  const kept = new Set(oldestFirst.slice(-1))
  for (const { within, of } of stretches) {
    const taken = new Set<string>()
    for (const at of oldestFirst) {
      if (now - at > within || taken.has(of(at))) continue
      taken.add(of(at))
      kept.add(at)
    }
  }
  return oldestFirst.filter((at) => !kept.has(at))
}

/** 'alongside-2026-11-23T164500.000Z.age': sorts by time and is a name on every file system. */
export const nameAt = (at: number): string =>
  `alongside-${new Date(at).toISOString().replaceAll(':', '')}.age`

/** The time in such a name; undefined for any other file. */
export function timeOf(name: string): number | undefined {
  const found = /^alongside-(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d\.\d{3}Z)\.age$/.exec(name)
  const at = found ? Date.parse(`${found[1]}:${found[2]}:${found[3]}`) : NaN
  return Number.isNaN(at) ? undefined : at
}

/** When the backups in a folder were taken, UTC ms, newest first; a name is given only to what was written whole. */
export async function backupTimes(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [])
  return names.flatMap((name) => timeOf(name) ?? []).sort((a, b) => b - a)
}
