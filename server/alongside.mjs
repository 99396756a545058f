#!/usr/bin/env node
/* Why: `npx alongside …`. Node 20 runs no TypeScript, so it begins in plain JavaScript and sees to packages and
   build where needed, as `npm start` does. */
import { build, CannotPrepare, checkNode, install, isBuilt } from './prepare.mjs'

const say = (sentence) => console.error(sentence)

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

await import('../dist/server/cli.js')
