/* Why: what a page may weigh, in kB gzipped, so that an old tablet on a poor line is quick. What belongs to a
   page is read from the build's own manifest, so that no split-off file escapes. */
import { readFileSync } from 'node:fs'

const built = 'dist/client'
const manifest = JSON.parse(readFileSync(`${built}/.vite/manifest.json`, 'utf8'))
const isPage = ([, chunk]) => chunk.isDynamicEntry && /Page\.vue$/.test(chunk.src ?? '')

/** Every file that the chunks called `keys` bring with them. */
function filesOf(keys, seen = new Set()) {
  return keys.flatMap((key) => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return []
    seen.add(key)
    return [chunk.file, ...(chunk.css ?? []), ...filesOf(chunk.imports ?? [], seen)]
  })
}

function keyOf(ending) {
  const found = Object.keys(manifest).find((key) => key.endsWith(ending))
  if (!found) throw new Error(`The build has no ${ending}: its budget can't be held.`)
  return found
}

const base = filesOf([keyOf('index.html')])
// Asked for at once although split off: the page, its words and the live feed.
const parts = ['desk/DeskPage.vue', 'messages/en/desk.ts', 'socket.io-client/build/esm/index.js']
const desk = [...new Set([...base, ...filesOf(parts.map(keyOf))])]
const font = 'assets/atkinson-hyperlegible-next-latin-wght-normal-*.woff2'
const budget = (name, limit, files) => ({
  name,
  limit: `${limit} kB`,
  gzip: true,
  path: files.map((file) => `${built}/${file}`),
})
const ending = (files, suffix) => files.filter((file) => file.endsWith(suffix))

export default [
  budget('Desk, first load: scripts', 85, ending(desk, '.js')),
  budget('Desk, first load: styles', 35, ending(desk, '.css')),
  budget('Desk, first load: font', 36, [font]),
  budget('Desk, first load: all of it', 160, [...desk, font, 'index.html', 'boot.js']),
  ...Object.entries(manifest)
    .filter(isPage)
    .map(([key, chunk]) => {
      const own = filesOf([key]).filter((file) => !base.includes(file))
      const isReview = chunk.src.includes('/review/') || chunk.src.startsWith('review/')
      return budget(`${chunk.src.replace(/^.*\//, '')}, beyond the first load`, isReview ? 200 : 60, own)
    }),
]
