/* Why: what journeys without a network start from: a desk whose files and last picture are on its device. */
import type { Page } from '@playwright/test'
import { type Centre, expect } from './centre.ts'

export const field = 'What would they like to be called?'
export const kept = { serviceWorkers: 'allow' } as const

/** The files are on this device, and so is what the board shows now. */
export async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await untilStored(page, { database: 'alongside', store: 'picture' })
}
/** Something is in there. The page has opened it before. */
export async function untilStored(page: Page, where: { database: string; store: string }): Promise<void> {
  const isThere = () =>
    page.evaluate(
      ({ database, store }) =>
        new Promise<boolean>((done) => {
          const asked = indexedDB.open(database)
          asked.onerror = () => done(false)
          asked.onsuccess = () => {
            const db = asked.result
            if (!db.objectStoreNames.contains(store)) return done((db.close(), false))
            const count = db.transaction(store).objectStore(store).count()
            count.onsuccess = () => done((db.close(), count.result > 0))
          }
        }),
      where,
    )
  // Not waitForFunction: to it a promise is true already.
  await expect.poll(isThere).toBe(true)
}
export async function openDesk(centre: Centre): Promise<Page> {
  const page = await centre.open('desk', '/desk', kept)
  await expect(page.locator('.here-row').first()).toBeVisible()
  await untilKept(page)
  return page
}
export async function welcome(page: Page, label: string): Promise<void> {
  await page.getByLabel(field).fill(label)
  await page.getByLabel(field).press('Enter')
  await expect(page.getByLabel(field)).toHaveValue('')
}
export const head = (page: Page) => page.getByRole('region', { name: 'Waiting to be sent' })
export const row = (page: Page, label: string) =>
  page.getByRole('region', { name: 'Here now' }).locator('.here-row').filter({ hasText: label })
