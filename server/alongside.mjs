#!/usr/bin/env node
/* Why: `npx alongside …`. Node 20 runs no TypeScript, so it begins in plain JavaScript and sees to packages and
   build where needed, as `npm start` does. */
import { prepareToRun } from './prepare.mjs'

await prepareToRun((sentence) => console.error(sentence))

// The first start is the server itself, with a page for making a centre where there is none.
if (process.argv[2] === 'first-start') {
  process.env.ALONGSIDE_FIRST_START = '1'
  await import('../dist/server/main.js')
} else await import('../dist/server/cli.js')
