/* Why: Socket.IO's client carries ways of speaking that we never use into every first load. Each cut names exactly what
   it expects and fails the build when the library has changed there, so that nothing is cut by guess. */
import type { Plugin } from 'vite'

interface Cut {
  file: string
  /** What must still stand in the file. */
  expects: string[]
  instead: string | ((code: string) => string)
}

const probing = '    _probe(name) {'
const afterProbing = '    /**\n     * Called when connection is deemed open.'

const cuts: Cut[] = [
  {
    // Websocket alone: no polling, no WebTransport.
    file: '/engine.io-client/build/esm/transports/index.js',
    expects: ['polling: XHR', 'websocket: WS', 'webtransport: WT'],
    instead: 'import { WS } from "./websocket.js"; export const transports = { websocket: WS }',
  },
  {
    // Nothing to upgrade to, so nothing probes whether it could.
    file: '/engine.io-client/build/esm/socket.js',
    expects: [probing, afterProbing],
    instead: (code) => code.slice(0, code.indexOf(probing)) + code.slice(code.indexOf(afterProbing)),
  },
  {
    // Text alone: the contract's events are JSON, so nothing binary is ever looked for, sent or awaited.
    file: '/socket.io-parser/build/esm/is-binary.js',
    expects: ['export function isBinary(', 'export function hasBinary('],
    instead: 'export const isBinary = () => false; export const hasBinary = () => false',
  },
  {
    file: '/socket.io-parser/build/esm/binary.js',
    expects: ['export function deconstructPacket(', 'export function reconstructPacket('],
    instead: `const never = () => { throw new Error('binary') }
      export { never as deconstructPacket, never as reconstructPacket }`,
  },
]

/** 3.5 kB gz off the first load. For the build only. */
export function leanBuild(): Plugin {
  return {
    name: 'alongside-lean-build',
    apply: 'build',
    transform(code, id) {
      const cut = cuts.find(({ file }) => id.includes(file))
      if (!cut) return null
      if (!cut.expects.every((part) => code.includes(part)))
        throw new Error(`${cut.file} is written in another way now: look at client/leanBuild.ts`)
      const { instead } = cut
      return { code: typeof instead === 'string' ? instead : instead(code), map: null }
    },
  }
}
