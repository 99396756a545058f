/* Why: the app opens without the network: a service worker keeps all of its own files on the device. It keeps nothing
   that the server answers, and takes over from an older one only when somebody says so (offline/newVersion.ts). */
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const colour = '#0e4347'

export function keptOnDevices(): Plugin[] {
  return VitePWA({
    registerType: 'prompt',
    // We register it ourselves: what the plugin brings reloads every open tab.
    injectRegister: false,
    manifest: {
      id: '/',
      name: 'Alongside',
      short_name: 'Alongside',
      description: 'Who is here, and who is with them.',
      lang: 'en-GB',
      dir: 'ltr',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: colour,
      theme_color: colour,
      icons: [
        { src: '/mark.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      inlineWorkboxRuntime: true,
      globPatterns: ['index.html', 'boot.js', '*.{svg,png}', 'assets/*.{js,css,woff2}'],
      // Any address of a page opens the page; the interface and what watches over the server are never answered here.
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [/^\/(api|socket\.io|healthz|readyz|metrics)(\/|$)/],
      runtimeCaching: [],
      clientsClaim: true,
      skipWaiting: false,
      cleanupOutdatedCaches: true,
      // Its files have their hash in their name already.
      dontCacheBustURLsMatching: /^assets\//,
    },
  })
}
