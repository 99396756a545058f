/* Why: what the project consists of, for the tests that read it. Nothing that is one machine's own (.gitignore) is
   among it, whether or not there is git; nor, where it is read as text, what a tool made: migrations, the lockfile. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export interface Source {
  /** From the root, with `/` between: `server/app.ts`. */
  path: string
  text: string
}

/** Each line names a file or folder, wherever it lies: nothing more of that language is understood here. */
const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) =>
    line
      .replace(/\/$/, '')
      .replaceAll('.', String.raw`\.`)
      .replaceAll('*', '.*'),
  )
const isOurs = new RegExp(`^(?!(${['\\.git', ...ignored].join('|')})$)`)
const made = /^package-lock\.json$|^db\/migrations\//
const isText = /\.(ts|vue|mjs|cjs|js|css|scss|html|md|json)$|^\.|^LICENSE$|^\.ci\/run$/

/** Every file of ours that is text. */
export function readSources(): Source[] {
  return allPaths()
    .filter((path) => isText.test(path) && !made.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Every file that may be committed. */
export function allPaths(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => isOurs.test(entry.name))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      return entry.isDirectory() ? allPaths(path) : [path]
    })
}
