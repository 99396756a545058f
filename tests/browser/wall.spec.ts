/* Why: a screen on the wall says who is on and how many wait, and nothing that anybody didn't agree to. */
import { expect, expectAccessible, test } from './centre.ts'

test('a manager makes a screen a wall; it shows no more than was agreed and can do nothing else', async ({
  centre,
}) => {
  const wall = await centre.open('manager', '/wall', { viewport: { width: 1920, height: 1080 } })
  await expect(wall.getByLabel('Where does it hang?')).toBeFocused()
  await wall.keyboard.press('Enter')
  await expect(
    wall.getByText('Say where it hangs, so that it can be told from the others').first(),
  ).toBeVisible()
  await expectAccessible(wall)
  await wall.keyboard.type('Lounge')
  await wall.keyboard.press('Enter')
  await expect(wall.getByRole('heading', { name: 'Here to help now' })).toBeVisible()
  await expect(wall.getByText('Aneta K.').first()).toBeVisible()
  await expect(
    wall.getByText(/(people are|person is) waiting for somebody|Nobody is waiting/).first(),
  ).toBeVisible()
  await expectAccessible(wall)
  const small = await wall.evaluate(() =>
    [...document.querySelectorAll('.wall *')]
      .filter((one) => one.children.length === 0 && one.textContent.trim())
      .map((one) => Number.parseFloat(getComputedStyle(one).fontSize))
      .filter((size) => size < 32),
  )
  expect(small, 'nothing is under 32 px on a screen of 1920').toEqual([])
  expect(await wall.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080)

  const desk = await centre.open('desk', '/desk')
  const peer = await centre.open('peer', '/board')
  for (const [label, nameOnWall] of [
    ['Valentina', true],
    ['Wolfgang', false],
  ] as const) {
    const headers = { Origin: new URL(desk.url()).origin }
    const data = {
      label,
      nameOnWall,
      words: 'private words',
      wordsShown: true,
      reasons: ['debt'],
      reasonsShown: true,
    }
    await desk.request.post('/api/visit.arrive', { data, headers })
    await peer.getByRole('button', { name: `I’ll go to ${label}` }).click()
  }
  await expect(wall.getByText(/Valentina, someone is on the way to you\./).first()).toBeVisible()
  await expect(wall.getByText('Wolfgang')).toHaveCount(0)
  await expect(wall.getByText('private words')).toHaveCount(0)
  const asked = await wall.request.get('/api/log')
  expect(asked.status()).toBe(403)
  await wall.goto('/board')
  await expect(wall.getByRole('button', { name: /I’ll go to/ })).toHaveCount(0)
})

test('an old wall shows no count, and since when it is old', async ({ centre }) => {
  const wall = await centre.open('admin', '/wall', {
    viewport: { width: 1920, height: 1080 },
    colorScheme: 'dark',
  })
  await wall.getByLabel('Where does it hang?').fill('Hall')
  await wall.keyboard.press('Enter')
  await expect(wall.getByRole('heading', { name: 'Here to help now' })).toBeVisible()
  await wall.context().setOffline(true)
  await expect(wall.getByText(/This screen (was last|isn’t) up to date/).first()).toBeVisible({
    timeout: 90_000,
  })
  await expect(wall.getByText(/waiting/)).toHaveCount(0)
  await expectAccessible(wall)
})
