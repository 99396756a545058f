/* Why: `npm run build`. With `client` or `server` it builds that part alone, straight into dist, for whoever
   works on it; dist is then no longer taken for whole, and the next `npm start` builds both. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, buildPart, CannotPrepare, checkNode, install, root } from './prepare.mjs'

const say = (sentence) => console.log(sentence)
const part = process.argv[2]

try {
  checkNode()
  await install(say, { dev: true })
  if (part === 'client' || part === 'server') {
    rmSync(join(root, 'dist/.built'), { force: true })
    const { code, output } = await buildPart(part, join(root, 'dist', part))
    if (output) console.log(output.trimEnd())
    process.exitCode = code
  } else {
    await build(say, { anyway: true })
  }
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error
  if (error.detail) console.error(error.detail.trimEnd())
  console.error(error.message)
  process.exitCode = 1
}
