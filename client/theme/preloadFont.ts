/* Why: names are read first, so the main font is asked for before the sheet that mentions it has arrived.
   Only the latin file: the other one is fetched when a name needs it. */
import type { Plugin } from 'vite'

/** Adds `<link rel="preload">` for the built font whose file name starts with `name`. */
export function preloadFont(name: string): Plugin {
  return {
    name: 'alongside-preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const file = Object.keys(context.bundle ?? {}).find((path) => path.includes(name))
        if (!file) throw new Error(`The build has no font named ${name}`)
        const attrs = { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: '' }
        return [{ tag: 'link', attrs, injectTo: 'head-prepend' }]
      },
    },
  }
}
