/* Why: pulling the cable shows nothing that would frighten somebody at 3 am: the desk opens, knows who was here, takes
   whoever comes, and everything is there once when the line is back. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, said, signIn, test } from './centre.ts'
import { head, openDesk, row, untilKept, welcome } from './offlineDesk.ts'

test('the network goes, the tab is closed, it opens again without one, and all of it is there once', async ({
  centre,
}) => {
  const before = await openDesk(centre)
  const context = before.context()
  await context.setOffline(true)
  await welcome(before, 'Araminta')
  await expect(said(before, /Araminta.*kept on this device, waiting to be sent/)).toBeVisible()
  await welcome(before, 'Bathsheba')
  await expect(head(before).first()).toContainText('2 waiting to be sent')
  await before.close()

  const page = await context.newPage()
  await page.goto('/desk')
  await expect(page.getByText(/As it was at 20:/).first()).toBeVisible()
  await expect(page.locator('.here-row').first()).toBeVisible()
  await expect(page.locator('.waiting-rows li')).toHaveCount(2)
  await expectAccessible(page)
  await page.locator('summary').filter({ hasText: 'More' }).first().click()
  await page.getByLabel('In their words').fill('It’s the letters.')
  await welcome(page, 'Cosmo')
  await expect(head(page).first()).toContainText('3 waiting to be sent')
  await page.getByRole('button', { name: 'What they are' }).click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText([
    /20:\d\d · Welcome in: .Araminta/,
    /Bathsheba/,
    /Cosmo/,
  ])
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.goto('/roll-call')
  await expect(page.getByText(/in the building, as it was at 20:/)).toBeVisible()
  await expect(page.getByText('Came since, on no board yet: Araminta, Bathsheba, Cosmo.')).toBeVisible()
  await expect(page.getByRole('table').first().getByRole('rowheader').first()).toContainText('here since')
  await expect(page.getByRole('main')).not.toContainText('Debt')
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print the roll call' })).toBeHidden()
  await page.emulateMedia({ media: null })
  // That it was printed waits with the rest.
  await page.pdf()
  await expect(head(page).first()).toContainText('4 waiting to be sent')
  await page.goto('/desk')

  await context.setOffline(false)
  await expect(head(page)).toHaveCount(0)
  await page.getByRole('heading', { name: 'Welcome someone in' }).click()
  for (const one of ['Araminta', 'Bathsheba', 'Cosmo']) await expect(row(page, one)).toHaveCount(1)
  await expect(page.locator('.fresh')).toContainText('Live')
})

test('forty people over a network that drops every third request: none lost, none twice', async ({
  centre,
}) => {
  const page = await openDesk(centre)
  let asked = 0
  await page.route('**/api/visit.arrive', async (route) => {
    asked += 1
    if (asked % 3 !== 0) return await route.continue()
    // Every other one is lost on its way back: the server has done it and nobody was told.
    if (asked % 2 === 0) await route.fetch()
    await route.abort()
  })
  for (let nth = 1; nth <= 40; nth++) await welcome(page, `Visitor ${nth} of forty`)
  await expect(said(page, 'Visitor 40 of forty is in')).toBeVisible()
  await expect(head(page)).toHaveCount(0)
  await page.getByLabel('Find someone here').fill('of forty')
  await page.getByRole('heading', { name: 'Welcome someone in' }).click()
  await expect(row(page, 'of forty')).toHaveCount(40)
})

test('a goodbye that somebody else said first is shown with what was typed, and goes only when its author says so', async ({
  centre,
}) => {
  const page = await openDesk(centre)
  await welcome(page, 'Rosamund')
  const here = row(page, 'Rosamund')
  await expect(here).toBeVisible()
  const visitId = (await here.getAttribute('data-card')) ?? ''
  await here.getByRole('button', { name: 'More for Rosamund' }).click()
  await expect(here.getByRole('button', { name: 'Goodbye…' })).toBeVisible()
  await page.context().setOffline(true)
  await here.getByRole('button', { name: 'Goodbye…' }).click()
  await page.getByText('Three more, if they’d like').click()
  await page.getByLabel('Something to add').fill('Walked home with her sister.')
  await page.getByRole('button', { name: 'Say goodbye' }).click()
  await expect(head(page).first()).toContainText('1 waiting to be sent')
  await expect(here).toContainText('waiting to be sent')

  const peer = await centre.open('peer', '/board')
  const answer = await peer.request.post('/api/visit.leave', {
    data: { visitId },
    headers: { Origin: centre.url },
  })
  expect(answer.status()).toBe(200)
  await page.context().setOffline(false)
  await expect(head(page).first()).toContainText('1 wasn’t done')
  await page.getByRole('button', { name: 'What they are' }).click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('said goodbye to them at')
  await expect(panel).toContainText('Walked home with her sister.')
  await expectAccessible(page)
  await panel.getByRole('button', { name: 'Put away' }).click()
  await panel.getByRole('button', { name: 'Yes, put it away' }).click()
  await expect(head(page)).toHaveCount(0)
})

test('what one worker pressed is neither seen nor sent by the next one at the same machine', async ({
  centre,
}) => {
  const page = await openDesk(centre)
  const context = page.context()
  await context.setOffline(true)
  await welcome(page, 'Sidonie')
  await expect(head(page).first()).toContainText('1 waiting to be sent')
  await page.getByRole('button', { name: /Change user, theme or sign out/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('1 press of yours waits to be sent.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign out all the same' }).click()
  await expect(page.getByLabel('User name')).toBeVisible()
  // Nobody is signed in: without the network nothing of it opens.
  await page.reload()
  await expect(page.getByText('Sidonie')).toHaveCount(0)

  await context.setOffline(false)
  await signIn(page, 'peer')
  await page.goto('/desk')
  await expect(page.locator('.here-row').first()).toBeVisible()
  await untilKept(page)
  await expect(head(page)).toHaveCount(0)
  await expect(row(page, 'Sidonie')).toHaveCount(0)

  await page.getByRole('button', { name: /Change user, theme or sign out/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await signIn(page, 'desk')
  await expect(row(page, 'Sidonie')).toHaveCount(1)
  await expect(head(page)).toHaveCount(0)
})

/** This page's live line, in the test's hand: how often it was dialled, and whether it may be. */
async function ownLine(page: Page) {
  const line = { dialled: 0, isDown: false, cut: (): void => undefined }
  await page.routeWebSocket(/socket\.io/, (route) => {
    line.dialled++
    if (line.isDown) return void route.close()
    route.connectToServer()
    line.cut = () => void route.close()
  })
  return line
}

test('a device that slept asks nothing until somebody looks, and has the exact board at once', async ({
  centre,
}) => {
  const page = await centre.open('desk', '/board')
  const line = await ownLine(page)
  await page.clock.install()
  await page.goto('/desk')
  await expect(page.locator('.fresh')).toContainText('Live')
  const look = (visibility: string) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, visibility)

  await look('hidden')
  line.cut()
  const peer = await centre.open('peer', '/board')
  const data = { label: 'Wilhelmina' }
  const answer = await peer.request.post('/api/visit.arrive', { data, headers: { Origin: centre.url } })
  expect(answer.status()).toBe(200)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const { dialled } = line
  await page.clock.fastForward('08:00:00')
  expect(asked).toEqual([])
  expect(line.dialled).toBe(dialled)

  await look('visible')
  await expect(page.locator('.fresh')).toContainText('Live')
  await expect(row(page, 'Wilhelmina')).toHaveCount(1)
  expect(line.dialled).toBe(dialled + 1)
})

test('a press whose answer was lost with the line is told as it is once the line is back', async ({
  centre,
}) => {
  const page = await centre.open('peer', '/board')
  const line = await ownLine(page)
  await page.goto('/board')
  await expect(page.locator('.fresh')).toContainText('Live')
  const go = page.getByRole('button', { name: /^I’ll go to / }).first()
  const name = /^I’ll go to (.+)$/.exec((await go.innerText()).trim())?.[1] ?? ''
  // The first try reaches the server; neither its answer nor anything else comes back.
  await page.route('**/api/visit.pickUp', async (route) => {
    if (!line.isDown) await route.fetch()
    line.isDown = true
    line.cut()
    await route.abort()
  })
  await go.click()
  const trouble = page.locator('.card-trouble')
  await expect(trouble).toBeVisible()
  await expect(page.locator('.fresh')).toContainText('As it was at')
  line.isDown = false
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.locator('.fresh')).toContainText('Live')
  await expect(trouble).toHaveCount(0)
  expect(name).not.toBe('')
  await expect(page.getByRole('button', { name: `I’ll go to ${name}` })).toHaveCount(0)
})
