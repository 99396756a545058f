/* Why: what anybody types is words and nothing else. Markup and script in every field of text that a command takes are
   shown as typed, on every page, and run nowhere; the content policy is there for the day on which that is forgotten. */
import type { Page } from '@playwright/test'
import { type Answer, type CommandName, commands, type QueryName } from '../../shared/contract/index.ts'
import { textFields } from '../inputsOf.ts'
import { type Centre, expect, test } from './centre.ts'

/** Short enough for a name, and it says where it was typed. */
const markup = (field: string) => `<img src=x onerror="ran=1">${field}`
const script = (field: string) => `${markup(field)}<script>ran=1</script>`

/** What is proven and shown nowhere, or is no free text; and a passkey's name, which its owner alone sees. */
const elsewhere = new Set([
  ...['password', 'currentPassword', 'code', 'half', 'passkey', 'username', 'issuer', 'clientSecret'],
  ...['passkey.add name', 'passkey.rename name'],
])

/** Sends commands as somebody, and remembers which fields of text had markup in them. */
function tellers(centre: Centre) {
  const filled = new Set<string>()
  const sender =
    (page: Page) =>
    async (name: CommandName, data: object): Promise<string> => {
      for (const [field, value] of Object.entries(data)) {
        if (JSON.stringify(value).includes('<img')) filled.add(`${name} ${field}`)
      }
      const answer = await page.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
      expect(answer.status(), `${name}: ${await answer.text()}`).toBe(200)
      return ((await answer.json()) as { id: string }).id
    }
  return { filled, sender }
}
async function ask<K extends QueryName>(page: Page, name: K, input: Record<string, string> = {}) {
  const answer = await page.request.get(`/api/${name}?${new URLSearchParams(input)}`)
  return (await answer.json()) as Answer<K>
}

async function expectOnlyWords(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(await page.locator(':is(img[src="x"], main script, b[onmouseover])').count()).toBe(0)
}

test('markup in every field is shown as words on every page', async ({ centre }) => {
  const { filled, sender } = tellers(centre)
  const [peer, desk] = [await centre.open('peer', '/board'), await centre.open('desk', '/desk')]
  const [manager, admin] = [await centre.open('manager', '/log'), await centre.open('admin', '/board')]
  const [byPeer, byManager, byAdmin] = [sender(peer), sender(manager), sender(admin)]
  const said = { words: script('words'), withWhom: script('whom'), wantsNote: script('wish') }
  const shown = { wordsShown: true, nameOnWall: true, wants: ['peer'] }

  // Somebody who is here, known, with whom everything was done.
  const visitId = await byPeer('visit.arrive', { ...said, ...shown, label: markup('label') })
  await byPeer('visit.beginWith', { visitId })
  await byPeer('visit.change', { visitId, ...said, label: markup('label') })
  const noteId = await byPeer('note.write', { visitId, text: script('note') })
  await byPeer('note.correct', { noteId, text: script('corrected') })
  const names = { name: markup('known'), otherNames: [markup('other')], secondLine: script('second') }
  const personId = await byPeer('person.add', { ...names, visitId })
  const contact = { contactHow: script('how'), contactWhen: script('when'), contactNever: script('never') }
  await byPeer('person.change', { personId, ...names, ...contact, name: markup('changed') })
  await byPeer('visit.handOver', { visitId, toRole: 'benefits', word: script('offer') })
  const benefits = await centre.open('benefits', '/board')
  await sender(benefits)('visit.declineHandover', { visitId, word: script('no') })
  await byPeer('visit.callFor', { visitId, toRole: 'housing', word: script('call') })
  const shared = { what: script('what'), toldWhom: script('whom'), decidedBy: script('who') }
  await byPeer('access.open', { visitId, reason: script('opened') })
  await byPeer('access.shareWithout', { visitId, ...shared, reason: script('shared') })
  const { openings } = await ask(manager, 'access.reviews')
  const subject = openings.find((one) => one.visitId === visitId)?.id
  await byManager('access.review', { subject, remark: script('review') })
  await byPeer('enquiry.record', {
    ...{ askedBy: markup('asks'), askedAfter: markup('after'), remark: script('remark'), answer: 'cantSay' },
  })

  // Others, who went out, left while we're worried, were restricted or erased.
  const out = await byPeer('visit.arrive', { label: markup('out') })
  await byPeer('visit.stepOut', { visitId: out, word: script('out') })
  const worried = await byPeer('visit.arrive', { label: markup('worried') })
  await byPeer('visit.beginWith', { visitId: worried })
  await byPeer('visit.stepAway', { visitId: worried, wants: ['peer'], wantsNote: script('away') })
  const leaving = { ending: 'left_worried', differently: script('else'), word: script('word') }
  await byPeer('visit.leave', { visitId: worried, ...leaving })
  await byPeer('visit.settleWorry', { visitId: worried, how: script('settled') })
  const restricted = await byPeer('person.add', { name: markup('restricted') })
  await byPeer('restriction.begin', { subject: restricted, why: 'notRight', letIn: [], word: script('why') })
  await byManager('restriction.end', { subject: restricted, word: script('lifted'), wereTold: true })
  await byManager('retention.keep', { subject: worried, years: 2, why: script('kept') })
  const erased = await byPeer('person.add', { name: markup('erased') })
  await byManager('person.erase', { personId: erased, why: 'theyAsked', word: script('erased') })
  const gone = await byPeer('visit.arrive', { label: markup('gone') })
  await byPeer('visit.leave', { visitId: gone })
  await byManager('visit.erase', { visitId: gone, why: 'theyAsked', word: script('erased') })

  // Workers, agencies and the centre itself.
  const { accounts } = await ask(admin, 'session.accounts')
  const other = accounts.find(({ username }) => username === 'peer2')
  const { staffId, agencyId } = other ?? { staffId: '', agencyId: '' }
  await byManager('team.on', { asLead: true })
  await byPeer('team.off', { staffId, note: script('off') })
  await byPeer('team.on', { staffId, note: script('on') })
  await byManager('session.letIn', { username: 'peer2', why: script('let in') })
  await byManager('pass.give', { name: markup('night'), role: 'volunteer', agencyId, hours: 8 })
  await byAdmin('account.rename', { staffId, name: markup('worker') })
  await byAdmin('account.invite', { name: markup('invited'), role: 'peer', agencyId })
  const own = await byAdmin('agency.add', { name: markup('agency'), kind: 'voluntary' })
  await byAdmin('agency.change', { agencyId: own, name: markup('agency') })
  const agreed = { agreedOn: '2026-10-01', purpose: script('purpose'), keptAt: script('kept') }
  await byAdmin('agreement.write', { agencyId: own, ...agreed })
  const spaceId = await byAdmin('space.add', { name: markup('space'), kind: 'talkingRoom' })
  await byAdmin('space.change', { spaceId, name: markup('space') })
  await byAdmin('list.change', { list: 'reasons', key: 'sleep', label: markup('reason') })
  await byAdmin('retention.change', { kind: 'voluntaryOnly', years: 1, why: script('shorter') })
  const about = { issuer: 'https://sign-in.harbour.example', clientSecret: 'none', claim: 'sub' }
  const client = { name: markup('provider'), clientId: markup('client') }
  const providerId = await byAdmin('signInProvider.add', { ...about, ...client })
  await byAdmin('signInProvider.change', { providerId, ...client })
  await byAdmin('signInProvider.link', { providerId, staffId, value: markup('claim') })
  const deviceId = await byManager('device.enrol', { name: markup('device') })
  await byManager('device.rename', { deviceId, name: markup('device') })
  await byAdmin('centre.change', { name: markup('centre') })
  const wall = await centre.open('manager', '/board')
  await sender(wall)('screen.enrol', { name: markup('screen') })

  const all = (Object.keys(commands) as CommandName[])
    .filter((name) => commands[name].allow !== 'system')
    .flatMap((name) => textFields(commands[name].input).map((field) => [`${name} ${field}`, field] as const))
    .filter(([which, field]) => !elsewhere.has(field) && !elsewhere.has(which))
  expect(all.map(([which]) => which).filter((which) => !filled.has(which))).toEqual([])

  const { card } = await ask(peer, 'visit', { visitId })
  const settings = (...parts: string[]) => parts.map((part) => `/settings/${part}`)
  const opened: [Page, string[]][] = [
    [peer, ['/board', `/visit/${visitId}`, `/visit/${worried}`, '/roll-call', '/account']],
    [desk, ['/desk']],
    [manager, ['/log', `/log?at=${card.arrivedAt + 1}`, '/review', `/person/${personId}/rights`]],
    [manager, [`/visit/${worried}/rights`, ...settings('records')]],
    [admin, settings('centre', 'agencies', 'people', 'links', 'providers', 'devices', 'spaces', 'lists')],
    [admin, settings('retention', 'secondStep', 'roles')],
    [wall, ['/wall']],
  ]
  for (const [page, paths] of opened) {
    for (const path of paths) {
      await page.goto(path)
      await expect(page.getByText('<img src=x').first(), path).toBeAttached()
      await page.waitForLoadState('networkidle')
      await expectOnlyWords(page)
    }
  }
  await desk.goto('/desk')
  await desk.getByPlaceholder('Find someone here').first().fill('<img')
  await expect(desk.getByText(markup('out')).first()).toBeVisible()
  await expectOnlyWords(desk)
  const context = await peer.context().browser()?.newContext({ baseURL: centre.url })
  const stranger = await context?.newPage()
  if (!context || !stranger) throw new Error('no browser')
  await stranger.goto('/sign-in')
  await expect(stranger.getByText(markup('provider')).first()).toBeVisible()
  await expectOnlyWords(stranger)
  await context.close()
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
