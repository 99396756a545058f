/* Why: loaded into the server of a soak before anything else: asked by a signal it collects its garbage, so that what it
   holds afterwards is what is alive. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
if (isMainThread) process.on('SIGUSR2', () => collect())
