/* Why: bundles the server so that plain Node runs it without a TypeScript loader. All files land flat in
   dist/server, so that a worker is always found beside the module that starts it, whatever was split off.
   Packages stay outside: native ones can't be bundled. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '..')

/** What is started by itself: the server, the command line, and every worker thread (`*Worker.ts`, `worker.ts`). */
function entries(): Record<string, string> {
  const workers = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/|\\|[a-z])[wW]orker\.ts$/.test(path))
    .map((path) => [basename(path, '.ts'), resolve(import.meta.dirname, path)] as const)
  const commandLine = resolve(import.meta.dirname, 'cli/main.ts')
  return {
    main: resolve(import.meta.dirname, 'main.ts'),
    ...(existsSync(commandLine) ? { cli: commandLine } : {}),
    ...Object.fromEntries(workers),
  }
}

export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: resolve(root, 'dist/server'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: entries(),
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { target: 'node', external: true },
})
