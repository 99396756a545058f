/* Why: what anybody types is words and nothing else. Markup and script in every field of text are shown as typed, on
   every page, and run nowhere; the content policy is there for the day on which that is forgotten. */
import { expect, test } from './centre.ts'

const markup = (field: string) =>
  `<img src=x onerror="document.title='run-${field}'"><script>document.title='run-${field}'</script>${field}`

test('markup in every field is shown as words on every page', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  const send = async (name: string, data: object) => {
    const answer = await page.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
    expect(answer.status(), name).toBe(200)
    return ((await answer.json()) as { id: string }).id
  }
  const label = '<b onmouseover=alert(1)>Bo</b>'
  const visitId = await send('visit.arrive', {
    ...{ label, words: markup('words'), wordsShown: true, nameOnWall: true },
    ...{ wants: ['peer'], wantsNote: markup('wish'), withWhom: markup('whom') },
  })
  await send('visit.beginWith', { visitId })
  await send('note.write', { visitId, text: markup('note') })
  await send('visit.callFor', { visitId, toRole: 'housing', word: markup('call') })
  await send('person.add', { name: '<i>Bo</i>', secondLine: markup('second'), visitId })

  const desk = await centre.open('desk', '/desk')
  await desk.getByRole('searchbox').or(desk.getByPlaceholder('Find someone here')).first().fill('<b')
  const manager = await centre.open('manager', '/log')
  await page.goto(`/visit/${visitId}`)
  await expect(page.getByText(markup('note')).first()).toBeVisible()
  await page.goto('/board')
  await expect(page.getByRole('article').filter({ hasText: label }).first()).toBeVisible()
  await expect(manager.getByText(label).first()).toBeVisible()
  await expect(desk.getByText(label).first()).toBeVisible()
  await page.goto(`/visit/${visitId}`)
  await expect(page.getByText(markup('words')).first()).toBeVisible()
  for (const one of [page, desk, manager]) {
    expect(await one.title()).not.toContain('run-')
    expect(await one.locator('main :is(img[src="x"], script, b[onmouseover])').count()).toBe(0)
  }
})

test('a script that got onto a page all the same is not run', async ({ browser, centre }) => {
  const context = await browser.newContext({ baseURL: centre.url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  const blocked = page.waitForEvent('console', (message) =>
    message.text().includes('Content Security Policy'),
  )
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', `<img src="/x" onerror="document.title='run'">`)
  })
  await blocked
  expect(await page.title()).not.toBe('run')
  await context.close()
})
