/* Why: a covered screen, and Chromium's own authenticator that opens it, as several journeys need them. */
import type { BrowserContext, Page } from '@playwright/test'
import { expect } from './centre.ts'

export const cover = (page: Page) => page.getByRole('dialog', { name: 'This screen is covered' })

export async function lock(page: Page): Promise<void> {
  // What locks comes when the page is idle.
  await expect(async () => {
    await page.keyboard.press('Alt+l')
    await expect(cover(page)).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

/** An authenticator in software: a finger that always says yes. */
export async function withFinger(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
}
