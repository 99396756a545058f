/* Why: two libraries carry what we never use into every first load. Each cut names exactly what it expects and fails
   the build when the library has changed there, so that nothing is cut by guess. */
import type { Plugin } from 'vite'

const ALL_OF_VUE = "import * as Vue from 'vue';"
const ONE_OF_VUE =
  "import { getCurrentInstance as vueInstance } from 'vue';\nconst Vue = { getCurrentInstance: vueInstance };"
const TRANSPORTS = ['polling: XHR', 'websocket: WS', 'webtransport: WT']
const WEBSOCKET_ALONE = 'import { WS } from "./websocket.js";\nexport const transports = { websocket: WS };\n'

/**
 * vue-i18n asks for one function through `import * as Vue`, which keeps all of Vue (16 kB gz); Socket.IO's client
 * brings polling and WebTransport, though we speak websocket alone (2 kB gz). For the build only.
 */
export function leanBuild(): Plugin {
  return {
    name: 'alongside-lean-build',
    apply: 'build',
    transform(code, id) {
      if (id.includes('/vue-i18n/dist/vue-i18n.')) return { code: leanI18n(code), map: null }
      if (id.includes('/engine.io-client/build/esm/transports/index.js'))
        return { code: leanSocket(code), map: null }
      return null
    },
  }
}

function leanI18n(code: string): string {
  const uses = [...code.matchAll(/\bVue\.(\w+)/g)].map((use) => use[1])
  if (!code.includes(ALL_OF_VUE) || uses.some((use) => use !== 'getCurrentInstance'))
    throw new Error('vue-i18n uses Vue in another way now: look at client/leanBuild.ts')
  return code.replace(ALL_OF_VUE, ONE_OF_VUE)
}

function leanSocket(code: string): string {
  if (!TRANSPORTS.every((line) => code.includes(line)))
    throw new Error('engine.io-client lists its transports in another way now: look at client/leanBuild.ts')
  return WEBSOCKET_ALONE
}
