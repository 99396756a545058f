#!/usr/bin/env node
/* Why: `npx alongside …`. Node 20 runs no TypeScript, so it begins in plain JavaScript and sees to packages and
   build where needed, as `npm start` does. */
import { prepareToRun } from './prepare.mjs'

await prepareToRun((sentence) => console.error(sentence))

await import('../dist/server/cli.js')
