/* Why: `npm run dev`: the server starts anew and the pages reload when a file is saved. Open Vite's address;
   it hands /api and /socket.io on to the server. */
import { spawn } from 'node:child_process'
import { CannotPrepare, checkNode, install, root } from './prepare.mjs'

try {
  checkNode()
  await install((sentence) => console.log(sentence), { dev: true })
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error
  console.error(error.detail, error.message)
  process.exit(1)
}

const port = process.env.PORT ?? '3000'
const start = (words, environment) =>
  spawn(process.execPath, words, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
const children = [
  start(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'], { PORT: port }),
  start(['node_modules/vite/bin/vite.js', '-c', 'client/vite.config.ts'], {
    ALONGSIDE_DEV_SERVER: `http://127.0.0.1:${port}`,
  }),
]

const stop = () => children.forEach((child) => child.kill('SIGTERM'))
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
for (const child of children) {
  child.once('exit', (code) => {
    process.exitCode ||= code ?? 0
    stop()
  })
}
