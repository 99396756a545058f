/* Why: `npm start`. Node 20 runs no TypeScript, so it begins in plain JavaScript: packages and build are seen
   to where needed, then the server starts in this very process, so that signals and the process id are right. */
import { prepareToRun } from './prepare.mjs'

await prepareToRun((sentence) => console.log(sentence))

// Packages that make it easier to look inside while building keep quiet where people are served.
process.env.NODE_ENV ??= 'production'
await import('../dist/server/main.js')
