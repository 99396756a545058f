/* Why: the main job, whole: the desk on a laptop and two workers, one on a phone, from the walk-in to the goodbye. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, said, test } from './centre.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }

test('somebody walks in, one worker goes to them, they are handed over, and they leave', async ({
  centre,
}) => {
  const desk = await centre.open('desk', '/desk')
  const peer = await centre.open('peer', '/board', phone)
  const peer2 = await centre.open('peer2', '/board')

  await test.step('the desk welcomes Zoë in, by keyboard alone', async () => {
    await expect(desk.getByLabel('What would they like to be called?')).toBeFocused()
    await desk.keyboard.type('Zoë Marsh')
    await desk.getByLabel('Peer supporter', { exact: true }).check()
    await desk.keyboard.press('Enter')
    await expect(said(desk, 'Zoë Marsh is in, 20:')).toBeVisible()
    await expect(desk.getByLabel('What would they like to be called?')).toBeFocused()
    await expect(desk.getByLabel('What would they like to be called?')).toHaveValue('')
  })

  await test.step('both boards show her, and one press goes to her', async () => {
    const mine = peer.getByRole('button', { name: 'I’ll go to Zoë Marsh' })
    const theirs = peer2.getByRole('button', { name: 'I’ll go to Zoë Marsh' })
    await expect(theirs).toBeVisible()
    await mine.click()
    await expect(theirs).toBeHidden()
    await expect(peer2.getByRole('article').filter({ hasText: 'Zoë Marsh' })).toContainText('Jo M.')
    const card = peer.getByRole('article').filter({ hasText: 'Zoë Marsh' })
    await card.getByRole('button', { name: /with them now/ }).click()
    await expect(
      card.getByRole('link', { name: /Open/ }).or(card.getByRole('button', { name: /Open/ })),
    ).toBeVisible()
  })

  await test.step('her page tells the story, keeps her words and a note', async () => {
    await peer.getByRole('article').filter({ hasText: 'Zoë Marsh' }).getByRole('link').first().click()
    await expect(peer.getByRole('heading', { level: 1 })).toContainText('Zoë Marsh')
    await expect(said(peer, /Jo M\..? is with them/)).toBeVisible()
    await peer.getByRole('button', { name: 'Add their words' }).click()
    await peer.getByLabel('What they said').fill('I just need a minute.')
    await peer.getByRole('dialog').getByRole('button', { name: 'Keep this' }).click()
    await expect(peer.getByRole('blockquote')).toContainText('I just need a minute.')
    await peer.getByLabel('What happened, in their words or yours').fill('We sat in the quiet corner.')
    await peer.getByLabel('Written together').check()
    await peer.getByRole('button', { name: 'Keep this note' }).click()
    await expect(said(peer, 'Written together with Jo M.')).toBeVisible()
    await expect(peer.getByLabel('What happened, in their words or yours')).toHaveValue('')
    await expectAccessible(peer)
  })

  await test.step('she is handed over warmly: the giver stays until the receiver has said yes', async () => {
    await peer.getByRole('button', { name: 'Hand over…' }).click()
    await peer
      .getByRole('dialog')
      .getByLabel(/^Aneta K\./)
      .check()
    await peer.getByRole('dialog').getByRole('button', { name: 'Offer it' }).click()
    await expect(said(peer, /offered to hand over to .?Aneta/)).toBeVisible()
    const card = peer2.getByRole('article').filter({ hasText: 'Zoë Marsh' })
    await card.getByRole('button', { name: 'Take over' }).click()
    await expect(card).toContainText('You')
    await expect(said(peer, /Aneta K\..? took over from .?Jo M\./)).toBeVisible()
  })

  await test.step('goodbye, with everything left blank, and she is off every board', async () => {
    await peer.getByRole('button', { name: 'Goodbye…' }).click()
    await expectAccessible(peer)
    await peer.getByRole('button', { name: 'Say goodbye' }).click()
    await expect(peer.getByRole('heading', { name: /Said goodbye/ })).toBeVisible()
    await expect(peer.getByRole('heading', { level: 1 })).toBeFocused()
    // Nothing moves under a finger: the card goes once this worker's hand has left the list.
    await peer2.getByRole('heading', { level: 1 }).click()
    await expect(peer2.getByRole('article').filter({ hasText: 'Zoë Marsh' })).toBeHidden()
    await expect(desk.getByRole('region', { name: 'Here now' }).getByText('Zoë Marsh')).toBeHidden()
  })

  await test.step('a goodbye by mistake is undone', async () => {
    await peer.getByRole('button', { name: 'They’re still here' }).click()
    await expect(peer.getByRole('button', { name: 'Goodbye…' })).toBeVisible()
    await expect(peer2.getByRole('article').filter({ hasText: 'Zoë Marsh' })).toBeVisible()
  })
})

test('what is asked later is kept beside what was said, and a mistake is taken back', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  const data = { label: 'Odile', wants: ['peer'], cameBy: 'walk_in', withWhom: 'a neighbour' }
  const answer = await page.request.post('/api/visit.arrive', { data, headers: { origin: centre.url } })
  const { id } = (await answer.json()) as { id: string }
  await page.goto(`/visit/${id}`)
  const dialog = page.getByRole('dialog')

  await test.step('a wish that isn’t up front, and somebody by name', async () => {
    await page.getByRole('button', { name: /^Change\s+Would like$/ }).click()
    await dialog.locator('summary').filter({ hasText: 'More wishes' }).click()
    await dialog.getByLabel('A man, please').last().check()
    await dialog.locator('summary').filter({ hasText: 'Somebody by name' }).click()
    await dialog
      .getByLabel(/^Aneta K\./)
      .first()
      .check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Keep this' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.locator('.visit-facts')).toContainText('A man, please')
    await expect(page.locator('.visit-facts')).toContainText('Aneta K.')
    await expect(page.locator('.visit-facts')).toContainText('Peer supporter')
  })

  await test.step('an answer is put back to not asked', async () => {
    await page.getByRole('button', { name: /^Change\s+How they came$/ }).click()
    await dialog.getByLabel('How did you come?').selectOption({ label: 'Not asked yet' })
    await dialog.getByLabel('With whom?').fill('')
    await dialog.getByRole('button', { name: 'Keep this' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.locator('.visit-facts')).not.toContainText('a neighbour')
  })

  await test.step('a word typed in a panel outlives Escape, and the focus goes back', async () => {
    await page.getByRole('button', { name: 'Ask someone in…' }).click()
    await dialog.getByLabel('A word why').fill('About the letters.')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Ask someone in…' })).toBeFocused()
    await page.getByRole('button', { name: 'Ask someone in…' }).click()
    await expect(dialog.getByLabel('A word why')).toHaveValue('About the letters.')
    await dialog.getByRole('button', { name: 'Ask them' }).click()
    await expect(dialog.getByText('Choose somebody, or a role')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  })

  await test.step('going to them keeps the focus in its part of the page', async () => {
    await page.getByRole('button', { name: 'I’ll go' }).press('Enter')
    await expect(page.getByRole('button', { name: 'I can’t go after all' })).toBeVisible()
    await expect(page.getByRole('region', { name: /^With .?Odile/ }).locator(':focus')).toHaveCount(1)
  })

  await test.step('somebody new is added with as much of a birthday as they gave, and put right', async () => {
    await page.getByRole('button', { name: 'Somebody we know…' }).click()
    await dialog.getByLabel('Any of their names').fill('Odile Quint')
    await expect(dialog.getByText('Nobody we know by that name yet.').first()).toBeVisible()
    await dialog.getByLabel('Birthday').fill('3/1984')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Add Odile Quint as somebody new' }).click()
    await expect(said(page, 'born March 1984')).toBeVisible()
    await page.getByRole('button', { name: 'Put this right' }).click()
    await dialog.getByLabel('Other names').fill('Odi')
    await dialog.getByRole('button', { name: 'Keep this' }).click()
    await expect(page.locator('main').getByText('Odi', { exact: true })).toBeVisible()
  })

  await test.step('a visit logged by mistake is kept, and undone here', async () => {
    await page.getByRole('button', { name: 'Logged by mistake…' }).click()
    await dialog.getByRole('button', { name: 'Mark it as a mistake' }).click()
    await expect(page.getByRole('heading', { name: 'Logged by mistake' })).toBeVisible()
    await page.getByRole('button', { name: 'It wasn’t a mistake' }).click()
    await expect(page.getByRole('button', { name: 'Goodbye…' })).toBeVisible()
  })
})

test('who loses the race is told who won, and can join', async ({ centre }) => {
  const [one, two] = [await centre.open('peer', '/board'), await centre.open('peer2', '/board')]
  // Somebody of this journey's own: others may have gone to whoever was here before.
  const data = { label: 'Nell', wants: ['peer'], welcomed: true }
  await one.request.post('/api/visit.arrive', { data, headers: { origin: centre.url } })
  const button = (page: Page) => page.getByRole('button', { name: 'I’ll go to Nell' })
  await expect(button(two)).toBeVisible()
  // Nobody's press arrives before both have pressed: neither screen can have heard of the other.
  let go: (() => void) | undefined
  const both = new Promise<void>((resolve) => (go = resolve))
  const pressed = [one, two].map(async (page) => {
    await page.route('**/api/visit.pickUp', async (route) => {
      await both
      await route.continue()
    })
    const asked = page.waitForRequest('**/api/visit.pickUp')
    await button(page).click()
    await asked
  })
  await Promise.all(pressed)
  go?.()
  const told = /said it first, at \d\d:\d\d|on the way since/
  await expect(said(one, told)).toBeVisible()
  await expect(said(two, told)).toBeVisible()
})

test('typed words outlive a dropped network', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  await page.getByRole('article').filter({ hasText: 'Maryam' }).getByRole('link').first().click()
  const note = page.getByLabel('What happened, in their words or yours')
  await note.fill('The landlord rang back.')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Keep this note' }).click()
  await expect(page.getByText('1 waiting to be sent')).toBeVisible({ timeout: 60_000 })
  await expect(note).toHaveValue('')
  await page.context().setOffline(false)
  await expect(page.locator('.story-line').getByText('The landlord rang back.')).toHaveCount(1)
})

test('the log shows what was done to those who may look, and nobody’s words', async ({ centre }) => {
  const manager = await centre.open('manager', '/log')
  await expect(manager.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await expect(said(manager, /Ruth A\..? signed in/)).toBeVisible()
  await manager.getByLabel('What', { exact: true }).selectOption({ label: 'Walked in' })
  await expect(manager).toHaveURL(/kind=visit\.arrived/)
  await expect(manager.getByRole('listitem').filter({ hasText: 'Walked in' }).first()).toBeVisible()
  await expect(manager.getByRole('listitem').filter({ hasText: 'signed in' })).toHaveCount(0)
  await expectAccessible(manager)
  const peer = await centre.open('peer', '/log')
  await expect(peer.getByRole('heading', { name: 'This page is for others' })).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  for (const [size, viewport] of [
    ['wide', { width: 1440, height: 900 }],
    ['narrow', { width: 360, height: 780 }],
  ] as const) {
    test(`pages are accessible, ${theme} and ${size}`, async ({ centre }) => {
      const options = { viewport, colorScheme: theme }
      const peer = await centre.open('peer', '/board', options)
      await expect(peer.getByRole('article').filter({ hasText: 'Maryam' })).toBeVisible()
      await expectAccessible(peer)
      await peer.getByRole('article').filter({ hasText: 'Maryam' }).getByRole('link').first().click()
      await expect(said(peer, 'The story so far')).toBeVisible()
      await expectAccessible(peer)
      const manager = await centre.open('manager', '/review', options)
      await expect(manager.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(manager)
    })
  }
}
