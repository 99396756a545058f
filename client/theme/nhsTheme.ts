/* Why: makes the sheet `virtual:nhs.css` out of nhs.scss and tokens.css, so that every colour stands in one
   place only (tokens.css). Runs at build time; never imported by a page. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import postcss from 'postcss'
import * as sass from 'sass-embedded'
import type { Plugin } from 'vite'
import { foldThemes, readTokens, type NamedPair } from './foldThemes.ts'

const ID = 'virtual:nhs.css'
const PICTURE_OF_THEIRS = /url\("?\/assets\//
const RESOLVED = `\0${ID}`

/** `scss` and `tokens` are paths; `root` is the folder that holds node_modules. */
export function nhsTheme(paths: { scss: string; tokens: string; root: string }): Plugin {
  return {
    name: 'alongside-nhs-theme',
    resolveId: (id) => (id === ID ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      this.addWatchFile(resolve(paths.scss))
      this.addWatchFile(resolve(paths.tokens))
      const pairs = readTokens(await readFile(paths.tokens, 'utf8'))
      const [day, night] = await Promise.all([compile(paths, pairs, 'day'), compile(paths, pairs, 'night')])
      foldThemes(day, night, pairs)
      // The design system's pictures aren't shipped: arrows of sortable tables, which we don't use.
      day.walkDecls((decl) => {
        if (PICTURE_OF_THEIRS.test(decl.value)) decl.remove()
      })
      return day.toString()
    },
  }
}

async function compile(
  paths: { scss: string; root: string },
  pairs: NamedPair[],
  theme: 'day' | 'night',
): Promise<postcss.Root> {
  const { css } = await sass.compileAsync(paths.scss, {
    importers: [new sass.NodePackageImporter(paths.root)],
    functions: { 'token($name)': ([name]) => colourOf(pairs, name?.assertString('name').text ?? '', theme) },
    quietDeps: true,
    silenceDeprecations: ['if-function'],
  })
  return postcss.parse(css)
}

function colourOf(pairs: NamedPair[], name: string, theme: 'day' | 'night'): sass.SassColor {
  const pair = pairs.find((one) => one.name === name)
  if (!pair) throw new Error(`tokens.css has no colour --${name}`)
  const part = (start: number): number => Number.parseInt(pair[theme].slice(start, start + 2), 16)
  return new sass.SassColor({ red: part(1), green: part(3), blue: part(5) })
}
