/**
 * From a key press to the next paint, at the desk with two hundred people here and the processor slowed four
 * times; the bare limit is an empty page with one field in the same browser. As the browser itself measures it
 * (Event Timing, in steps of 8 ms).
 */
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumWords, findChromium } from '../browser/chromium.ts'
import { spread } from './figures.ts'
import type { Measured, Served } from './servers.ts'

const word = 'Rosalind Marguerite'

async function typed(page: Page): Promise<Measured> {
  await page.evaluate(() => {
    const found: number[] = []
    Object.assign(globalThis, { found })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') found.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit)
  })
  const slowed = await page.context().newCDPSession(page)
  await slowed.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  for (const letter of word) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    await page.waitForTimeout(150)
  }
  const times = await page.evaluate(() => (globalThis as unknown as { found: number[] }).found)
  // What was painted within 16 ms is not told: it counts as 16.
  const all = [...times, ...new Array<number>(Math.max(0, word.length - times.length)).fill(16)]
  return { time: spread(all) }
}

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: findChromium(), args: chromiumWords() })
}

export async function paintAtDesk(browser: Browser, { port, tokens }: Served): Promise<Measured> {
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${port}` })
  await context.addCookies([{ name: 'alongside', value: tokens[0] ?? '', domain: '127.0.0.1', path: '/' }])
  const page = await context.newPage()
  await page.goto('/desk')
  await page.locator('.here-row').nth(199).waitFor()
  await page.getByLabel('What would they like to be called?').focus()
  const found = await typed(page)
  await context.close()
  return found
}

export async function paintBare(browser: Browser): Promise<Measured> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.setContent('<label>Name <input></label>')
  await page.locator('input').focus()
  const found = await typed(page)
  await context.close()
  return found
}
