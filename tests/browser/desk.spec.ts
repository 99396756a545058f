/* Why: the desk by keyboard alone, in a hurry and in bad luck: nothing is asked that needn't be, nobody is logged
   twice, and nothing typed is lost. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, said, signIn, test, type Centre } from './centre.ts'

const name = 'What would they like to be called?'

/** The desk, open and ready: who is here is known, and the focus is where somebody begins to type. */
async function openDesk(centre: Centre, options?: Parameters<Centre['open']>[2]): Promise<Page> {
  const page = await centre.open('desk', '/desk', options)
  await expect(page.locator('.here-row').first()).toBeVisible()
  await expect(page.getByLabel(name)).toBeFocused()
  return page
}

async function openDeskOnPhone(centre: Centre): Promise<Page> {
  const page = await centre.open('desk', '/desk', { viewport: { width: 360, height: 740 }, hasTouch: true })
  await expect(page.getByRole('button', { name: /Here now: \d+/ })).toBeVisible()
  return page
}

test('one key press welcomes somebody in, and undo takes it back', async ({ centre }) => {
  const page = await openDesk(centre)
  const soft = /“(Guest, [^”]+)”/.exec(await page.locator('.name-field .nhsuk-hint').innerText())?.[1] ?? ''
  await page.keyboard.press('Enter')
  await expect(said(page, `${soft} is in, 20:`)).toBeVisible()
  const here = page.getByRole('region', { name: 'Here now' })
  await expect(here.getByRole('listitem').filter({ hasText: soft })).toBeVisible()
  await expect(page.getByLabel(name)).toBeFocused()
  await page.getByRole('button', { name: `Undo ${soft}` }).click()
  await expect(said(page, 'It counts nowhere.')).toBeVisible()
  await page.getByRole('heading', { name: 'Welcome someone in' }).click()
  await expect(here.getByRole('listitem').filter({ hasText: soft })).toHaveCount(0)
})

test('a name and a wish by keyboard alone; a new Sam is a new Sam', async ({ centre }) => {
  const page = await openDesk(centre)
  const field = page.getByRole('combobox', { name })
  await page.keyboard.type('Sam')
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('option', { name: /already here/ }).first()).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  const wish = page.getByRole('checkbox', { name: 'Housing', exact: true })
  for (
    let presses = 0;
    presses < 15 && !(await wish.evaluate((box) => box === document.activeElement));
    presses++
  )
    await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(said(page, 'Sam is in, 20:')).toBeVisible()
  await expect(field).toBeFocused()
  await expect(page.getByRole('checkbox', { name: 'Not asked yet' })).toBeChecked()
})

test('somebody already here isn’t logged again by mistake', async ({ centre }) => {
  const page = await openDesk(centre)
  await page.keyboard.type('Sam')
  await expect(page.getByRole('option').first()).toBeVisible()
  const options = await page.getByRole('option').allInnerTexts()
  for (let down = 0; down <= options.findIndex((text) => text.includes('already here')); down++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const notice = page.getByRole('region', { name: /is already here, since/ })
  await expect(notice.getByRole('link', { name: 'Open their visit' })).toBeVisible()
  await expect(notice.getByRole('link', { name: 'Open their visit' })).toBeFocused()
  await expectAccessible(page)
  const rows = page.getByRole('region', { name: 'Here now' }).locator('.here-row')
  const before = await rows.count()
  await page.getByLabel(name).press('Enter')
  await expect(notice.getByRole('link', { name: 'Open their visit' })).toBeFocused()
  expect(await rows.count()).toBe(before)
  await notice.getByRole('button', { name: 'It’s somebody new' }).click()
  await expect(page.getByLabel(name)).toBeFocused()
})

test('an answer given by mistake is taken back, by pointer and by keyboard', async ({ centre }) => {
  const page = await openDesk(centre)
  const notAsked = page.getByRole('checkbox', { name: 'Not asked yet' })
  const housing = page.getByRole('checkbox', { name: 'Housing', exact: true })
  await housing.check()
  await expect(notAsked).not.toBeChecked()
  await housing.uncheck()
  await expect(notAsked).toBeChecked()
  await notAsked.click()
  await expect(notAsked).toBeChecked()
  await page.locator('summary').filter({ hasText: 'More' }).first().click()
  const seven = page.getByRole('radio', { name: '7', exact: true })
  await seven.click()
  await expect(seven).toBeChecked()
  await seven.click()
  await expect(seven).not.toBeChecked()
  await page.keyboard.press('Space')
  await expect(seven).toBeChecked()
  await page.keyboard.press('Space')
  await expect(seven).not.toBeChecked()
})

test('the next name is typed while a slow save is on its way, and each is saved once', async ({ centre }) => {
  const page = await openDesk(centre)
  let go = (): void => undefined
  const mayGo = new Promise<void>((resolve) => (go = resolve))
  await page.route('**/api/visit.arrive', async (route) => {
    await mayGo
    await route.continue()
  })
  await page.keyboard.type('Perpetua')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(name)).toHaveValue('')
  await expect(said(page, /Saving .Perpetua/)).toBeVisible()
  await page.keyboard.type('Quentin')
  go()
  await expect(said(page, 'Perpetua is in, 20:')).toBeVisible()
  await expect(page.getByLabel(name)).toHaveValue('Quentin')
  await page.keyboard.press('Enter')
  await expect(said(page, 'Quentin is in, 20:')).toBeVisible()
  const here = page.getByRole('region', { name: 'Here now' })
  for (const one of ['Perpetua', 'Quentin'])
    await expect(here.getByRole('listitem').filter({ hasText: one })).toHaveCount(1)
})

test('more is folded, holds all the reasons, and a late arrival keeps its true time', async ({ centre }) => {
  const page = await openDesk(centre)
  await page.keyboard.type('Marguerite')
  await page.locator('summary').filter({ hasText: 'More' }).first().click()
  await page.getByLabel('In their words').fill('It’s the letters.')
  await page.getByLabel('Find by typing').fill('debt')
  await page.getByRole('checkbox', { name: 'Debt' }).check()
  await page.getByRole('button', { name: 'Arrived earlier?' }).click()
  await page.getByLabel('When did they arrive?').fill('midday')
  await page.keyboard.press('Enter')
  await expect(said(page, 'Write a time, such as 23:50')).toBeVisible()
  await page.getByLabel('When did they arrive?').fill('19:05')
  await expect(said(page, 'That was 19:05.')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(said(page, 'Marguerite is in, 19:05.')).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: 'Marguerite' })
  await expect(row.getByText('19:05')).toBeVisible()
  await expect(row).not.toContainText('Debt')
})

test('what was typed outlives a dead network and a page that was closed, and is saved once', async ({
  centre,
}) => {
  const page = await openDesk(centre)
  await page.keyboard.type('Ottoline')
  await page.context().setOffline(true)
  await page.keyboard.press('Enter')
  await expect(said(page, /Ottoline.*kept on this device, waiting to be sent/)).toBeVisible()
  await page.getByLabel(name).fill('Philippa')
  await page.context().setOffline(false)
  await page.reload()
  await expect(page.getByLabel(name)).toHaveValue('Philippa')
  const here = page.getByRole('region', { name: 'Here now' })
  await expect(here.getByRole('listitem').filter({ hasText: 'Ottoline' })).toHaveCount(1)
})

test('a desk says hello, moves somebody, and sees them out and back', async ({ centre }) => {
  const page = await openDesk(centre)
  await page.keyboard.type('Wilhelmina')
  await page.keyboard.press('Enter')
  const row = page
    .getByRole('region', { name: 'Here now' })
    .getByRole('listitem')
    .filter({ hasText: 'Wilhelmina' })
  await row.getByRole('button', { name: 'Say hello to Wilhelmina' }).click()
  await expect(row).toContainText('Waiting')
  await row.getByRole('button', { name: 'More for Wilhelmina' }).click()
  await row.getByRole('button', { name: 'Move to…' }).click()
  await row.getByRole('radio', { name: 'Kitchen' }).check()
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(row).toContainText('Kitchen')
  await expect(row.getByRole('button', { name: 'More for Wilhelmina' })).toBeFocused()
  await row.getByRole('button', { name: 'More for Wilhelmina' }).click()
  await row.getByRole('button', { name: 'Out for a bit…' }).click()
  await row.getByRole('radio').first().check()
  await row.getByRole('button', { name: 'Out for a bit', exact: true }).click()
  await expect(row).toContainText('back about')
  await row.getByRole('button', { name: /They’re back/ }).click()
  await expect(row).toContainText('Waiting')
  await page.getByLabel('Find someone here').fill('wilh')
  await expect(page.getByRole('region', { name: 'Here now' }).locator('.here-row')).toHaveCount(1)
  await page.getByLabel('Find someone here').fill('nobody of that name')
  await expect(said(page, 'Nobody here has “nobody of that name” in their name.')).toBeVisible()
})

test('on a phone nothing that takes the focus lies under the button, and on its side the button lies nowhere', async ({
  centre,
}) => {
  const page = await openDeskOnPhone(centre)
  await page.locator('summary').filter({ hasText: 'More' }).first().click()
  const go = page.locator('.deskform .save .go')
  for (const field of await page.locator('.more-fields').locator('input, select, textarea').all()) {
    if (!(await field.isVisible())) continue
    await field.focus()
    const [box, button] = [await field.boundingBox(), await go.boundingBox()]
    if (box && button) expect(box.y + Math.min(box.height, 40)).toBeLessThanOrEqual(button.y)
  }
  await page.setViewportSize({ width: 360, height: 400 })
  expect(await go.evaluate((element) => getComputedStyle(element).position)).toBe('static')
})

for (const theme of ['light', 'dark'] as const) {
  test(`the desk is accessible on a phone, ${theme}`, async ({ centre }) => {
    const options = { viewport: { width: 360, height: 740 }, colorScheme: theme, hasTouch: true }
    const page = await centre.open('desk', '/desk', options)
    await expect(page.getByRole('button', { name: /Here now: \d+/ })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: /Here now: \d+/ }).click()
    await expect(page.getByRole('region', { name: 'Here now' }).getByRole('listitem').first()).toBeVisible()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
}

test('what was typed outlives a sign-out by the server, for whoever typed it and nobody else', async ({
  centre,
}) => {
  const page = await openDesk(centre)
  const field = page.getByRole('combobox', { name })
  await field.fill('Theodora')
  // Ended from elsewhere: the screen hears of it by its live line.
  const ended = await page.context().request.post('/api/session.signOut', {
    data: {},
    headers: { origin: centre.url },
  })
  expect(ended.status()).toBe(200)
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  await signIn(page, 'peer')
  await page.goto('/desk')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('')
  await page.context().clearCookies()
  await signIn(page, 'desk')
  await page.goto('/desk')
  await expect(field).toHaveValue('Theodora')
})
