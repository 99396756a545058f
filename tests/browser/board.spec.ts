/* Why: a board that never jumps under a finger, never loses the focus, and never lets two go to the same person. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, said, test } from './centre.ts'

const noted = (label: string) => ({ name: `I’ll go to ${label}`, exact: true })

/** Somebody walks in, told by a program with the cookie of whoever is signed in on the page. */
async function arrive(page: Page, input: object): Promise<string> {
  const answer = await page.request.post('/api/visit.arrive', {
    data: input,
    headers: { Origin: new URL(page.url()).origin },
  })
  expect(answer.status()).toBe(200)
  return ((await answer.json()) as { id: string }).id
}

test('keeps still and keeps the focus while it is in use, and says that somebody came', async ({
  centre,
}) => {
  const page = await centre.open('peer', '/board')
  const desk = await centre.open('desk', '/desk')
  await arrive(desk, { label: 'Perpetua', wants: ['peer'] })
  const go = page.getByRole('button', noted('Perpetua'))
  await go.focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  const group = page.getByRole('region', { name: /^Just arrived/ })
  const before = await group.getByRole('heading', { level: 3 }).allInnerTexts()
  await arrive(desk, { label: 'Quillon' })
  const update = group.getByRole('button', { name: '1 more: update' })
  await expect(update).toBeVisible()
  expect(await group.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(before)
  await expect(go).toBeFocused()
  await expect(page.getByRole('status')).toContainText(/Quillon has come in\. \d+ people are waiting\./)
  await update.click()
  await expect(page.getByRole('button', noted('Quillon'))).toBeVisible()
  await expect(group.getByRole('heading', { level: 2 })).toBeFocused()
})

test('says on the card who went, keeps the focus there, and moves it when asked', async ({ centre }) => {
  const [mine, theirs] = [await centre.open('peer', '/board'), await centre.open('peer2', '/board')]
  const id = await arrive(mine, { label: 'Rafferty' })
  await mine.getByRole('button', noted('Rafferty')).focus()
  await mine.keyboard.press('Shift+Tab')
  await mine.keyboard.press('Tab')
  await theirs.getByRole('button', noted('Rafferty')).click()
  const card = mine.locator(`[data-card="${id}"]`)
  await expect(card).toContainText(/Aneta K\. is on the way, since \d\d:\d\d/)
  await expect(card).toContainText('Nobody else needs to go')
  await expect(card.getByRole('button', { name: 'Join Aneta K.' })).toBeFocused()
  await expect(mine.getByText('Rafferty moves here when you’re ready')).toBeVisible()
  await expectAccessible(mine)
  await mine.getByRole('heading', { level: 1 }).click()
  await expect(
    mine.getByRole('region', { name: /^Someone’s on the way/ }).locator(`[data-card="${id}"]`),
  ).toBeVisible()
})

test('tells who would rather see someone else before they go', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  const me = (await (await page.request.get('/api/session')).json()) as { staffId: string }
  await arrive(page, { label: 'Sidonie', wants: ['peer'], ratherNot: [me.staffId] })
  const card = page.getByRole('article').filter({ hasText: 'Sidonie' })
  await expect(card).toContainText('would rather someone else')
  await card.getByRole('button', noted('Sidonie')).click()
  const dialog = page.getByRole('dialog', { name: 'Would rather someone else' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Leave it to someone else' }).click()
  await expect(card.getByRole('button', noted('Sidonie'))).toBeFocused()
})

test('takes one press from whoever is with somebody already, and asks first where it matters', async ({
  centre,
}) => {
  const page = await centre.open('peer', '/board')
  const me = (await (await page.request.get('/api/session')).json()) as { staffId: string }
  const id = await arrive(page, { label: 'Winifred', wants: ['peer'] })
  const withThem = (label: string) => page.getByRole('button', { name: `I’m with them now (${label})` })
  await withThem('Winifred').click()
  await page.getByRole('heading', { level: 1 }).click()
  const group = page.getByRole('region', { name: /^With someone/ })
  await expect(group.locator(`[data-card="${id}"]`)).toContainText('You')
  await arrive(page, { label: 'Xanthe', ratherNot: [me.staffId] })
  await withThem('Xanthe').click()
  const dialog = page.getByRole('dialog', { name: 'Would rather someone else' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(withThem('Xanthe')).toBeFocused()
})

test('shows only what the address asks for, and words where there is nobody', async ({ centre }) => {
  const page = await centre.open('volunteer', '/board?show=withMe')
  await expect(said(page, 'You aren’t with anyone just now.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Waiting or just arrived/ }).click()
  await expect(page).toHaveURL(/show=waiting/)
  await expect(page.getByRole('region', { name: /^Waiting/ })).toBeVisible()
  await expect(page.getByRole('region', { name: /^In the space/ })).toHaveCount(0)
})

test('is off, says why, and says times in place of lengths when the picture is old', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  await arrive(page, { label: 'Thaddeus' })
  await expect(page.getByRole('button', noted('Thaddeus'))).toBeVisible()
  // A line that falls silent: the page is told at once, as a browser tells it.
  await page.context().setOffline(true)
  await expect(page.locator('#stale-why')).toBeVisible({ timeout: 90_000 })
  const go = page.getByRole('button', noted('Thaddeus'))
  await expect(go).toHaveAttribute('aria-disabled', 'true')
  await expect(go).toHaveAttribute('aria-describedby', 'stale-why')
  await expect(page.getByRole('article').filter({ hasText: 'Thaddeus' })).toContainText(
    /Arrived at \d\d:\d\d/,
  )
  await expectAccessible(page)
  await page.context().setOffline(false)
  await expect(go).not.toHaveAttribute('aria-disabled', 'true', { timeout: 60_000 })
})

test('keeps somebody we’re worried about until it is said how it was settled', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  const id = await arrive(page, { label: 'Ursula' })
  const headers = { Origin: new URL(page.url()).origin }
  await page.request.post('/api/visit.leave', { data: { visitId: id, ending: 'left_worried' }, headers })
  const group = page.getByRole('region', { name: /^Left, and we’re worried/ })
  await group.getByRole('button', { name: /How it was settled….*Ursula/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'It’s settled' }).click()
  await expect(dialog.getByText('Write a line, so that the next shift needn’t ask.')).toBeVisible()
  await dialog.getByLabel('What happened, and how are they?').fill('Rang at nine, home with a friend.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'It’s settled' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(page.locator(`[data-card="${id}"]`)).toHaveCount(0)
})

test('fits a phone, 400 % zoom and a reader who reads from the right', async ({ centre }) => {
  const page = await centre.open('peer', '/board', { viewport: { width: 320, height: 640 } })
  await arrive(page, { label: 'שרה כהן 🌧️ <b>not bold</b>' })
  await expect(page.getByRole('button', { name: /I’ll go to שרה/ })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectAccessible(page)
})
