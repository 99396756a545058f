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

/** What no page shows: of whom is erased, and remarks that the record alone keeps. */
const shownNowhere = ['erased', 'gone', 'review', 'let in', 'on', 'off']

/** Sends commands as somebody, and remembers which fields of text had markup in them, and what it said in each. */
function tellers(centre: Centre) {
  const filled = new Set<string>()
  const typed = new Set<string>()
  const sender =
    (page: Page) =>
    async (name: CommandName, data: object): Promise<string> => {
      for (const [field, value] of Object.entries(data)) {
        const found = [...JSON.stringify(value).matchAll(/ran=1\\">([a-z ]+)/g)]
        if (found.length > 0) filled.add(`${name} ${field}`)
        for (const [, says = ''] of found) typed.add(says)
      }
      const answer = await page.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
      expect(answer.status(), `${name}: ${await answer.text()}`).toBe(200)
      return ((await answer.json()) as { id: string }).id
    }
  return { filled, typed, sender }
}
async function ask<K extends QueryName>(page: Page, name: K, input: Record<string, string> = {}) {
  const answer = await page.request.get(`/api/${name}?${new URLSearchParams(input)}`)
  return (await answer.json()) as Answer<K>
}

async function expectOnlyWords(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(await page.locator(':is(img[src="x"], main script)').count()).toBe(0)
}

test('markup in every field is shown as words on every page', async ({ centre }) => {
  const { filled, typed, sender } = tellers(centre)
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
  const shared = { what: script('what'), toldWhom: script('told'), decidedBy: script('decided') }
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
  await byPeer('visit.stepOut', { visitId: out, word: script('step') })
  const worried = await byPeer('visit.arrive', { label: markup('worried') })
  await byPeer('visit.beginWith', { visitId: worried })
  await byPeer('visit.stepAway', { visitId: worried, wants: ['peer'], wantsNote: script('away') })
  const leaving = { ending: 'left_worried', differently: script('else'), word: script('word') }
  await byPeer('visit.leave', { visitId: worried, ...leaving })
  await byPeer('visit.settleWorry', { visitId: worried, how: script('settled') })
  const restricted = await byPeer('person.add', { name: markup('restricted') })
  await byPeer('restriction.begin', { subject: restricted, why: 'notRight', letIn: [], word: script('why') })
  await byManager('restriction.end', { subject: restricted, word: script('lifted'), wereTold: true })
  await byManager('retention.keep', { subject: worried, years: 2, why: script('longer') })
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
  const agreed = { agreedOn: '2026-10-01', purpose: script('purpose'), keptAt: script('held') }
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
  const ofThem = 'label whom wish words call offer no changed other second how when never corrected'
  const ofLog = 'restricted lifted label shared what told decided opened night worker worried out changed'
  /** What is shown on each page, besides the centre's name. */
  const opened: [Page, string, string][] = [
    [peer, '/board', 'worker label out'],
    [peer, `/visit/${visitId}`, `${ofThem} asks after remark`],
    [peer, `/visit/${worried}`, 'worried settled away else word asks after remark'],
    [peer, `/visit/${out}`, 'out step'],
    [peer, '/roll-call', 'worker label out'],
    [peer, '/account', ''],
    [desk, '/desk', 'label out'],
    [manager, '/log', ofLog],
    [manager, `/log?at=${card.arrivedAt + 1}`, ofLog],
    [manager, '/review', 'reason'],
    [manager, `/person/${personId}/rights`, `${ofThem} known note opened shared what decided`],
    [manager, `/visit/${worried}/rights`, 'worried away else word settled longer'],
    [manager, `/person/${restricted}/rights`, 'restricted lifted why'],
    [manager, '/settings/records', ''],
    [admin, '/settings/centre', ''],
    [admin, '/settings/agencies', 'agency purpose held'],
    [admin, '/settings/people', 'night worker'],
    [admin, '/settings/links', 'invited agency'],
    [admin, '/settings/providers', 'provider client worker claim'],
    [admin, '/settings/devices', 'device screen'],
    [admin, '/settings/spaces', 'space'],
    [admin, '/settings/lists', 'reason'],
    [admin, '/settings/retention', 'shorter'],
    [admin, '/settings/secondStep', ''],
    [admin, '/settings/roles', ''],
    [wall, '/wall', 'worker'],
  ]
  const seen = new Set(shownNowhere)
  for (const [page, path, shows] of opened) {
    await page.goto(path)
    for (const says of ['centre', ...shows.split(' ').filter((one) => one !== '')]) {
      await expect(page.getByText(markup(says)).first(), `${says} on ${path}`).toBeAttached()
      seen.add(says)
    }
    await page.waitForLoadState('networkidle')
    await expectOnlyWords(page)
  }
  expect([...typed].filter((one) => !seen.has(one))).toEqual([])
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
