/* Why: `npm start`. Node 20 runs no TypeScript, so it begins in plain JavaScript: packages and build are seen
   to where needed, then the server starts in this very process, so that signals and the process id are right. */
import { build, CannotPrepare, checkNode, install, isBuilt } from './prepare.mjs'

const say = (sentence) => console.log(sentence)

try {
  checkNode()
  await install(say, { dev: !isBuilt() })
  await build(say)
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error
  if (error.detail) console.error(error.detail.trimEnd())
  console.error(error.message)
  process.exit(1)
}

// Packages that make it easier to look inside while building keep quiet where people are served.
process.env.NODE_ENV ??= 'production'
await import('../dist/server/main.js')
