// @vitest-environment node
/* Why: what leaves this program by itself. Which files ask anything of the network, which write to the process's output,
   and that no page is made of what browsers have given up. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSources, root } from './sources.ts'

const ours = readSources().filter(({ path }) => /^(server|db|shared|client)\//.test(path))
const serving = ours.filter(({ path }) => /^(server|db|shared)\/.*\.(ts|mjs)$/.test(path))
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
const filesWith = (sign: RegExp, of = serving) =>
  of.filter(({ text }) => sign.test(withoutComments(text))).map(({ path }) => path)

const reaches = new RegExp(
  [
    String.raw`(?<![\w.])fetch\(|globalThis\.fetch`,
    String.raw`\bfrom '(openid-client|pg|undici|node:(net|tls|dns|dgram|https|http2)(/promises)?)'`,
    String.raw`\b(http|https)\.(request|get)\(|\bnew (WebSocket|EventSource)\(`,
  ].join('|'),
)
const imported = (text: string) => text.replace(/^import type .*$/gm, '')

test('the server asks nothing of the network but where an administrator or the operator said, as the pages say', () => {
  const reaching = serving.map(({ path, text }) => ({ path, text: imported(text) }))
  const files = filesWith(reaches, reaching).sort()
  expect(files.filter((path) => !/^db\/postgres(\.ts|\/)/.test(path))).toEqual([
    'server/checkpoints.ts',
    'server/features/session/agencySignIn.ts',
  ])
  const page = readFileSync(join(root, 'docs/operating.md'), 'utf8')
  for (const said of ['ALONGSIDE_CHECKPOINT_URL', 'providers add', 'PostgreSQL']) expect(page).toContain(said)
})

/** What is run at a terminal, or speaks before there is a log. */
const speaks = [
  ...['server/alongside.mjs', 'server/build.mjs', 'server/cli/main.ts', 'server/cli/operator.ts'],
  ...['server/dev.mjs', 'server/main.ts', 'server/prepare.mjs', 'server/start.mjs'],
]
test('nothing is written to the process’s output but by its log, and by what is started at a terminal', () => {
  expect(filesWith(/\bconsole\.\w+\(|\bprocess\.(stdout|stderr)\.write\(/).sort()).toEqual(speaks)
})

test('no page asks for a plug-in, a frame or what else browsers have given up', () => {
  const given = /<(object|embed|applet|iframe|frame|frameset|marquee)\b|document\.(write|domain)\b/
  const pages = ours
    .filter(({ path }) => /^client\/.*\.(vue|html)$/.test(path))
    .map(({ path, text }) => ({ path, text: text.slice(Math.max(0, text.indexOf('<template'))) }))
  expect(pages.length).toBeGreaterThan(100)
  expect(filesWith(given, pages)).toEqual([])
  expect(given.test('<iframe src="/desk">')).toBe(true)
})

test('a call that was planted is found', () => {
  for (const text of ["await fetch('https://elsewhere.example')", "import { connect } from 'node:net'"])
    expect(reaches.test(imported(text))).toBe(true)
  for (const text of ["import type { Socket } from 'node:net'", 'whenIdle(() => part.fetch())'])
    expect(reaches.test(imported(text))).toBe(false)
})
