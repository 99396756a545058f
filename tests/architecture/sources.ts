/* Why: what the project consists of, as text, for the tests that read it. Nothing that was made by a tool is
   among it: no packages, no build, no migrations, no lockfile. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export interface Source {
  /** From the root, with `/` between: `server/app.ts`. */
  path: string
  text: string
}

const made =
  /^(node_modules|dist|data|coverage|test-results|\.git|\.cache|package-lock\.json)$|^db\/migrations$/
const isText = /\.(ts|vue|mjs|cjs|js|css|scss|html|md|json)$|^\.|^LICENSE$|^\.ci\/run$/

/** Every file of ours that is text. */
export function readSources(): Source[] {
  return walk('').map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (made.test(path)) return []
    if (entry.isDirectory()) return walk(path)
    return isText.test(path) ? [path] : []
  })
}
