/* Why: "what did the board show then?" by keyboard, by a typed time and from entry to entry; and whether the record is
   whole, held against what is on paper. The centre's clock says Tuesday 3 November 2026, 20:46. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './centre.ts'

const old = (page: Page, time: string) =>
  page.getByRole('region', { name: `The board as it stood at ${time}`, exact: true })

test('the board as it stood, found by keyboard, by a typed time and by the next entry', async ({
  centre,
}) => {
  const page = await centre.open('manager', '/log')
  const slider = page.getByRole('slider', { name: 'Moment of Tue 3 November' })
  await expect(slider).toHaveAttribute('aria-valuetext', /^20:\d\d$/)
  await expect(page.locator('.moment-marks line').first()).toBeAttached()

  await test.step('a typed time, which stands in the address', async () => {
    const time = page.getByLabel('Time', { exact: true })
    await time.fill('23:59')
    await time.press('Enter')
    await expect(page.getByText('That is still to come.')).toBeVisible()
    await time.fill('half past')
    await time.press('Enter')
    await expect(page.getByText('Type a time of this day, such as 03:10.')).toBeVisible()
    await time.fill('20:30')
    await time.press('Enter')
    await expect(old(page, '20:30')).toContainText('An old picture: nothing can be done on it.')
    await expect(old(page, '20:30')).toContainText('That you looked is recorded.')
    await expect(old(page, '20:30').getByRole('button')).toHaveCount(0)
    await expect(page).toHaveURL(new RegExp(`at=${Date.parse('2026-11-03T20:30:59.999Z')}`))
    await expect(slider).toHaveAttribute('aria-valuetext', '20:30')
    await expectAccessible(page)
  })

  await test.step('a minute back by the arrow key, and nowhere near what is to come', async () => {
    await slider.focus()
    await slider.press('ArrowLeft')
    await expect(slider).toHaveAttribute('aria-valuetext', '20:29')
    await expect(old(page, '20:29')).toBeVisible()
    await expect(slider).toBeFocused()
    await slider.press('End')
    await expect(slider).toHaveAttribute('aria-valuetext', /^20:[45]\d$/)
    await slider.press('Home')
    await expect(old(page, '00:00')).toBeVisible()
  })

  await test.step('from entry to entry, without a drag', async () => {
    const after = page.getByRole('button', { name: 'Entry after' })
    const before = page.getByRole('button', { name: 'Entry before' })
    await expect(before).toHaveAttribute('aria-disabled', 'true')
    await after.click()
    await expect(old(page, '00:00')).toBeHidden()
    const first = (await slider.getAttribute('aria-valuetext')) ?? ''
    await expect(old(page, first)).toBeVisible()
    await after.click()
    await expect(old(page, first)).toBeHidden()
    await before.click()
    await expect(old(page, first)).toBeVisible()
  })

  await test.step('from an entry of the log, again from its address, and back to now', async () => {
    await page
      .getByRole('link', { name: /^Board then, at / })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: 'See the board as it stood' })).toBeFocused()
    await expect(page.getByRole('region', { name: /^The board as it stood at 20:/ })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('region', { name: /^The board as it stood at 20:/ })).toBeVisible()
    await page.getByRole('link', { name: 'Back to now' }).click()
    await expect(page).toHaveURL(/\/log$/)
    await expect(page.getByRole('region', { name: /^The board as it stood at/ })).toHaveCount(0)
  })
})

test('whether the record is whole, held against paper', async ({ centre }) => {
  const page = await centre.open('manager', '/log')
  const printed = await page.request.get('/api/log.checkpoint')
  const { seq, hash } = (await printed.json()) as { seq: number; hash: string }
  await page.getByText('Is the record whole?').click()
  await expect(page.getByText(/^\d+ entries, whole, until 20:\d\d\.$/)).toBeVisible()
  await expect(page.getByText(/^(This server takes no backups|The last good backup|No backup)/)).toBeVisible()

  const paper = page.getByLabel('Checkpoint from paper')
  await paper.fill('12')
  await paper.press('Enter')
  await expect(page.getByText('Type the number, the colon and all 43 characters')).toBeVisible()
  await expectAccessible(page)
  await paper.fill(`Checkpoint of the log: ${seq}:${hash}`)
  await paper.press('Enter')
  await expect(page.getByText(`Entry ${seq} is the one on paper.`)).toBeVisible()
  await paper.fill(`${seq}:${'A'.repeat(43)}`)
  await paper.press('Enter')
  await expect(page.getByText(`entry ${seq} isn’t the one on paper`)).toBeVisible()
  await expect(page.getByText(/entries, whole/)).toBeHidden()
  await expectAccessible(page)
})

test('both read by night and on the narrowest phone', async ({ centre }) => {
  const narrow = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }
  const at = Date.parse('2026-11-03T20:30:59.999Z')
  const page = await centre.open('manager', `/log?at=${at}`, narrow)
  await expect(old(page, '20:30')).toBeVisible()
  await page.getByText('Is the record whole?').click()
  await expect(page.getByText(/entries, whole/)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await expectAccessible(page)
})
