/* Why: how journeys are walked: in the machine's own Chromium, against the built server, which each file
   of them has for itself (fixtures), so that no journey meets another file's people. No journey is tried twice: what
   fails now and then is a fault. */
import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumWords, findChromium } from './chromium.ts'

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: resolve(import.meta.dirname, '../../test-results'),
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'line',
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: findChromium(), args: chromiumWords() },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What a service worker answers, no journey can hold back; those about it let it in (offline.spec.ts).
    serviceWorkers: 'block',
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    video: 'off',
  },
})
