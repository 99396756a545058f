/* Why: how the client is built and served while developing. Targets keep light-dark() as it is: an older
   target makes Lightning CSS undo it. Nothing is fetched from other sites, at build time or later. */
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { keptOnDevices } from './keptOnDevices.ts'
import { leanBuild } from './leanBuild.ts'
import { nhsTheme } from './theme/nhsTheme.ts'
import { preloadFont } from './theme/preloadFont.ts'

const root = import.meta.dirname
const server = process.env.ALONGSIDE_DEV_SERVER ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root,
  plugins: [
    vue(),
    leanBuild(),
    nhsTheme({
      scss: resolve(root, 'theme/nhs.scss'),
      tokens: resolve(root, 'theme/tokens.css'),
      root: resolve(root, '..'),
    }),
    preloadFont('atkinson-hyperlegible-next-latin-wght-normal'),
    keptOnDevices(),
  ],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    outDir: resolve(root, '../dist/client'),
    emptyOutDir: true,
    target: ['chrome123', 'edge123', 'safari17.5', 'firefox120'],
    cssTarget: ['chrome123', 'edge123', 'safari17.5', 'firefox120'],
    assetsInlineLimit: 0,
    // Which file belongs to which page: the budgets are held by it.
    manifest: true,
    modulePreload: { polyfill: false },
    // What most pages need comes as one file: it packs better than twenty, and is kept when a page changes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the desk has on its first load and other pages share: one file packs better than a dozen. Parts that
            // many pages share but the desk hasn't at once stay apart.
            {
              name: 'frame',
              minShareCount: 2,
              test: /client\/(ui\/(ActionButton|AppIcon|TextField|FieldError|fieldIds|announce|ChoiceChips|DetailsFold|stillList|keptFocus)|api\/(useDraft|refusal|live|ask|call)|i18n\/(translation|useTimes)|board\/(boardGroups|cardFacts))|shared\/(domain\/(doing|clockWords|board)|lists\/wants|contract\/roleGroups)\./,
            },
            // The one is little more than the other, and each file has its name in what the desk loads first.
            { name: 'notice', minShareCount: 2, test: /client\/ui\/(NoticeBanner|TryAgainNotice)\./ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    fs: { allow: [resolve(root, '..')] },
    proxy: {
      // Calls, but not this folder's own modules, which lie under the same word.
      '^/api/(?!.*\\.(ts|vue)($|\\?))': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
})
