/* Why: Socket.IO's client carries transports that we never use into every first load. The cut names exactly what it
   expects and fails the build when the library has changed there, so that nothing is cut by guess. */
import type { Plugin } from 'vite'

const TRANSPORTS = ['polling: XHR', 'websocket: WS', 'webtransport: WT']
const WEBSOCKET_ALONE = 'import { WS } from "./websocket.js";\nexport const transports = { websocket: WS };\n'

/** Websocket alone: polling and WebTransport stay out (2 kB gz). For the build only. */
export function leanBuild(): Plugin {
  return {
    name: 'alongside-lean-build',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/engine.io-client/build/esm/transports/index.js')) return null
      if (!TRANSPORTS.every((line) => code.includes(line)))
        throw new Error(
          'engine.io-client lists its transports in another way now: look at client/leanBuild.ts',
        )
      return { code: WEBSOCKET_ALONE, map: null }
    },
  }
}
