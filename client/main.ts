/* Why: starts the client. Order matters: looks first, then words, then pages. */
import 'virtual:nhs.css'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'
import './theme/nhsFit.css'
import './theme/parts.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { offline } from './api/offline.ts'
import App from './App.vue'
import { parts } from './head/headPart.ts'
import { i18n, loadWords } from './i18n/i18n.ts'
import { createPages } from './router.ts'
import { idle, laterThan, whenIdle } from './ui/laterPart.ts'

offline.load = parts
const pinia = createPinia()
const pages = createPages(pinia)
createApp(App).use(pinia).use(i18n).use(pages).mount('#app')
// The page itself, and a moment to paint it.
laterThan(pages.isReady().then(() => new Promise<void>(idle)))
// If this fails, the first refusal asks again.
whenIdle(() => void loadWords('refusals').catch(() => null))
