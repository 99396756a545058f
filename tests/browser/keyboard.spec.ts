/* Why: a worker who uses no pointer goes to somebody, writes down what happened, hands them over and says goodbye;
   after every press the focus is somewhere that makes sense. */
import type { Locator, Page } from '@playwright/test'
import { expect, said, test } from './centre.ts'

/** Tab, and Tab again, until the focus is there: as far as it takes, but never round and round. */
async function tabTo(page: Page, target: Locator, back = false): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  throw new Error('the focus never came there')
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Never lost: on the page's body the next Tab begins at the top again. */
const expectFocusKept = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')

test('a whole visit without a pointer', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  const data = { label: 'Isadora', wants: ['peer'] }
  await page.request.post('/api/visit.arrive', { data, headers: { origin: centre.url } })
  const card = page.getByRole('article').filter({ hasText: 'Isadora' })
  await press(page, card.getByRole('button', { name: 'I’ll go to Isadora' }))
  await expect(card).toContainText('You’re on the way')
  await expectFocusKept(page)
  await press(page, card.getByRole('button', { name: /with them now/ }))
  await expect(card.getByRole('button', { name: /with them now/ })).toBeHidden()
  await expectFocusKept(page)

  await tabTo(page, card.getByRole('link').first(), true)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Isadora')
  const note = page.getByLabel('What happened, in their words or yours')
  await tabTo(page, note)
  await page.keyboard.type('We sat in the quiet corner.')
  await press(page, page.getByRole('button', { name: 'Keep this note' }))
  await expect(note).toHaveValue('')
  await expectFocusKept(page)

  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.tabIndex = -1
    heading.focus()
  })
  await press(page, page.getByRole('button', { name: 'Hand over…' }))
  const dialog = page.getByRole('dialog')
  await tabTo(page, dialog.getByRole('radio').first())
  await page.keyboard.press('Space')
  await press(page, dialog.getByRole('button', { name: 'Offer it' }))
  await expect(dialog).toBeHidden()
  await expectFocusKept(page)
  await expect(said(page, /offered to hand over/)).toBeVisible()

  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.tabIndex = -1
    heading.focus()
  })
  await press(page, page.getByRole('button', { name: 'Goodbye…' }))
  await press(page, dialog.getByRole('button', { name: 'Say goodbye' }))
  await expect(page.getByRole('heading', { name: /Said goodbye/ })).toBeVisible()
  await expectFocusKept(page)
})
