/* Why: what was left open somewhere is found and ended from one's own panel, and a PIN set there lets its owner take
   over a shared device, by keyboard and with nothing that axe finds. */
import { expect, expectAccessible, test } from './centre.ts'

test('a sign-in left open elsewhere is ended, and a PIN is set', async ({ centre }) => {
  const [elsewhere, page] = [await centre.open('housing', '/board'), await centre.open('housing', '/board')]
  await page.getByRole('button', { name: /Change user/ }).click()
  await page.getByRole('button', { name: 'Your sign-ins and your PIN' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your sign-ins and your PIN' })
  await expect(dialog.getByText('Here', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: /^End all others/ }).click()
  await expect(dialog.getByText('You are signed in nowhere else.')).toBeVisible()
  await expect(elsewhere.getByRole('heading', { name: 'Sign in' })).toBeVisible()

  await dialog.getByLabel('New PIN').fill('123456')
  await dialog.getByLabel('Your password').fill('alongside-demo')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('one of the first that anybody would try')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('New PIN').fill('804291')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('New PIN')).toHaveValue('')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
})
