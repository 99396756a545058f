/* Why: the manager's morning: what yesterday was, other days by address, the way down to a visit, the file and the
   paper, and who doesn't get to see it. The centre's clock says Tuesday 3 November 2026, 20:46. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, said, test } from './centre.ts'

const figures = (page: Page) => page.getByText(/^Worked out on/)

test('a manager sees yesterday, looks behind a figure, and comes back', async ({ centre }) => {
  const page = await centre.open('manager', '/review')
  await expect(page.getByRole('heading', { level: 1, name: 'Monday 2 November 2026' })).toBeVisible()
  await expect(page).toHaveURL(/\?from=2026-11-02&to=2026-11-02$/)
  await expect(page).toHaveTitle(/^Review, Monday 2 November 2026 – /)
  await expect(figures(page)).toBeVisible()
  for (const heading of ['When people came, and who was on', 'How long people waited', 'Beside other days'])
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Visits arriving in each hour/ })).toBeVisible()
  await expectAccessible(page)

  await test.step('a press opens the table of a picture and what a figure means', async () => {
    await page.getByRole('button', { name: /^The same as a table, hour by hour/ }).press('Enter')
    await expect(page.getByRole('cell').first()).toBeVisible()
    for (const opener of await page.getByRole('button', { name: /^How this is counted/ }).all())
      await opener.click()
    await expect(said(page, 'Somebody who came twice is two visits.')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the longest wait leads to its visit, and Back to the same day', async () => {
    await page
      .getByRole('link', { name: /^Arrived \d\d:\d\d$/ })
      .first()
      .click()
    await expect(page).toHaveURL(/\/visit\//)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1, name: 'Monday 2 November 2026' })).toBeVisible()
  })

  await test.step('today so far, a week and other dates are addresses', async () => {
    await page.getByRole('link', { name: 'Today so far' }).click()
    await expect(page).toHaveURL(/\?from=2026-11-03&to=2026-11-03$/)
    await expect(said(page, 'The day so far, midnight to 20:4')).toBeVisible()
    await page.getByRole('link', { name: 'A week' }).click()
    await expect(page).toHaveURL(/\?from=2026-10-27&to=2026-11-02$/)
    await expect(said(page, '7 whole days')).toBeVisible()
    await page.getByRole('button', { name: 'Other dates' }).click()
    await page.getByLabel('From', { exact: true }).fill('2026-10-31')
    await page.getByLabel('Up to and including').fill('2026-10-30')
    await page.getByRole('button', { name: 'Show these days' }).click()
    await expect(said(page, 'The last day is before the first.')).toBeVisible()
    await page.getByLabel('Up to and including').fill('2026-10-31')
    await page.getByRole('button', { name: 'Show these days' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Saturday 31 October 2026' })).toBeVisible()
    await page.goBack()
    await expect(page).toHaveURL(/\?from=2026-10-27&to=2026-11-02$/)
  })
})

test('the file holds what the page shows, and paper shows all of it', async ({ centre }) => {
  const page = await centre.open('manager', '/review?from=2026-11-02&to=2026-11-02')
  await expect(figures(page)).toBeVisible()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Figures as CSV' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe('review 2026-11-02.csv')
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n')
  expect(lines[1]).toBe('Days,Monday 2 November 2026')
  expect(lines).toContain('For the centre’s own use')

  await page.getByRole('button', { name: /^The same as a table, hour by hour/ }).click()
  const rows = page.getByRole('table', { name: 'When people came, and who was on' }).getByRole('row')
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent.trim()).join(',')),
  )
  expect(shown.length).toBe(25)
  for (const row of shown) expect(lines).toContain(row)
  const answer = await page.request.get('/api/review.range?from=2026-11-02&to=2026-11-02')
  const { figures: told } = (await answer.json()) as {
    figures: { visits: number; people: number; arrivals: { label: string; count: number }[] }
  }
  expect(shown.slice(1).map((row) => row.split(',').slice(0, 2))).toEqual(
    told.arrivals.map(({ label, count }) => [label, String(count)]),
  )
  const everyRow = await page
    .locator('tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent.trim()).join(',')),
    )
  for (const [name, count] of [
    ['Visits', told.visits],
    ['People', told.people],
  ] as const) {
    expect(everyRow.some((row) => row.startsWith(`${name},${count},`))).toBe(true)
    expect(lines.some((line) => line.startsWith(`${name},${count},`))).toBe(true)
  }

  await page.emulateMedia({ media: 'print' })
  await expect(said(page, 'Somebody who came twice is two visits.')).toBeVisible()
  await expect(said(page, /^Printed Tuesday 3 November 2026, 20:\d\d by /)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Figures as CSV' })).toBeHidden()
})

test('it reads by night and on the narrowest phone, and is plain where nobody came', async ({ centre }) => {
  const narrow = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }
  const page = await centre.open('manager', '/review', narrow)
  await expect(figures(page)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await expectAccessible(page)

  await page.goto('/review?from=2026-01-06')
  await expect(said(page, 'Nobody came in, phoned or wrote on this day.')).toBeVisible()
  await expect(page.getByRole('img')).toHaveCount(0)
  await expectAccessible(page)
})

test('what doesn’t come can be asked for again', async ({ centre }) => {
  const page = await centre.open('manager', '/desk')
  await page.route('**/api/review.range*', (route) => route.abort())
  await page.goto('/review')
  const again = page.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  await page.unroute('**/api/review.range*')
  await again.click()
  await expect(figures(page)).toBeVisible()
})

test('it is the manager’s alone', async ({ centre }) => {
  const page = await centre.open('peer', '/review')
  await expect(page.getByRole('heading', { name: 'This page is for others' })).toBeVisible()
})
