/** Every cell of the table of access, through the real interface: what a role sees after what the person said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Board, Card } from '../../../shared/contract/board.ts'
import {
  accessTable,
  type Answer,
  sightOf,
  type Standing,
  topics,
} from '../../../shared/contract/accessTable.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { roleKeys } from '../../../shared/contract/roleGroups.ts'
import { viewerClassOf } from '../../../server/feed/viewer.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'

const said = ['notAsked', 'ratherNotSay', 'yes', 'no'] as const satisfies readonly Standing[]
type Said = (typeof said)[number]

let centre: TestCentre
const visits = new Map<string, string>()
const of = (who: string) => visits.get(who) ?? ''
/** The wall has no name of a worker. */
let wall: Board

const all = (answer: Answer) => Object.fromEntries(topics.map((topic) => [topic, answer]))

beforeAll(async () => {
  centre = await startCentre()
  const { trust, charity } = { trust: centre.as('clinician').agencyId, charity: centre.as('peer').agencyId }
  const made: [string, string[], Answer | null][] = [
    ['notAsked', [], null],
    ['ratherNotSay', [trust, charity], 'ratherNotSay'],
    ['yes', [trust, charity], 'yes'],
    ['no', [trust, charity], 'no'],
    ['onlyTrust', [trust], 'no'],
  ]
  for (const [name, agencyIds, answer] of made) {
    const visitId = await centre.arrive({
      label: `Called ${name}`,
      words: 'Their own words',
      wordsShown: true,
      reasons: ['sleep', 'someoneIsHurtingMe'],
      reasonsShown: true,
      wants: ['housing'],
      wantsNote: 'About the stairs',
      cameBy: 'arranged',
      nameOnWall: true,
    })
    visits.set(name, visitId)
    await centre.as('socialCare').call('note.write', { visitId, text: 'For the team' })
    if (answer === null) continue
    const answered = await centre
      .as('socialCare')
      .call('visit.chooseSharing', { visitId, agencyIds, answers: all(answer) })
    expect(answered.status).toBe(200)
  }
  // Inside, so that the manager stays signed in.
  const { actor } = centre.as('manager')
  const enrolled = await centre.app.door.run('screen.enrol', { actor, input: { name: 'Lounge' } })
  if (enrolled.is !== 'done') throw new Error('no screen')
  const { token } = centre.app.auth.issue({ sessionId: enrolled.id, centreId: centre.id })
  const headers = { authorization: `Bearer ${token}` }
  wall = (await (await fetch(`${centre.url}/api/board`, { headers })).json()) as Board
})
afterAll(() => centre.close())

const workerRoles = roleKeys.filter((role): role is Exclude<typeof role, 'wall'> => role !== 'wall')
const onBoard = async (role: WorkerName): Promise<Board> => {
  const socket = await centre.as(role).live()
  const whole = new Promise<Board>((heard) => socket.once('board.reset', heard))
  socket.emit('board.follow', {})
  const [live, asked] = [await whole, (await centre.as(role).ask('board')).body as Board]
  socket.disconnect()
  expect(live).toEqual({ ...asked, seenAs: viewerClassOf(centre.as(role).actor) })
  return live
}
const cardIn = (board: Board, who: string): Card => {
  const card = board.cards.find(({ id }) => id === of(who))
  // A choice never takes a card away.
  if (!card) throw new Error(`${who} is on no card`)
  return card
}

function expectCard(
  card: Card,
  name: string,
  row: (typeof accessTable)[keyof typeof accessTable],
  one: Said,
) {
  if (row.name[one] === 'blank') {
    expect(card).toMatchObject({ isKnown: false, beenBefore: false })
    expect(card.label).not.toContain('Called')
    expect(card.label).toMatch(/^Guest, \w+ and \w+$/)
  } else expect(card.label).toBe(`Called ${name}`)
  if (row.wishes[one] === 'blank') {
    expect(card).toMatchObject({ wants: ['anyone'], wantsNote: null, words: null, reasons: [] })
    expect(card.hasReasons).toBe(false)
  } else {
    expect(card).toMatchObject({ wants: ['housing'], wantsNote: 'About the stairs', reasons: ['sleep'] })
    expect(card.words).toBe('Their own words')
  }
  // Of somebody who said no, everything that is blank is said to be so.
  if (one === 'no') expect(card.blank).toEqual(['name', 'wishes'])
  else expect(card.blank).toBeUndefined()
}

describe.each(workerRoles)('%s', (role) => {
  const row = accessTable[sightOf(role)]
  test.each(said)('on a board, the person having said: %s', async (one) => {
    expectCard(cardIn(await onBoard(role), one), one, row, one)
  })

  test('what was said of another agency changes nothing', async () => {
    const isTrust = centre.as(role).agencyId === centre.as('clinician').agencyId
    const one = isTrust ? 'no' : 'notAsked'
    expectCard(cardIn(await onBoard(role), 'onlyTrust'), 'onlyTrust', row, one)
  })

  // Has no visit’s page at all, which is tested below.
  if (role === 'administrator') return

  test.each(said)('on the visit’s page, after: %s', async (one) => {
    const { status, body } = await centre.as(role).ask('visit', { visitId: of(one) })
    expect(status).toBe(200)
    const page = body as Visit
    for (const topic of topics) expect(page.may[topic], topic).toBe(row[topic][one])
    expectCard(page.card, one, row, one)
    const blankWishes = row.wishes[one] === 'blank'
    expect(page.words.map(({ text }) => text)).toEqual(blankWishes ? [] : ['Their own words'])
    expect(page.reasons).toEqual(blankWishes ? [] : ['sleep', 'someoneIsHurtingMe'])
    expect(page.cameBy).toBe(blankWishes ? null : 'arranged')
    // What they wrote themselves, everybody reads.
    const reads = row.notes[one] !== 'blank' || role === 'socialCare'
    expect(page.notes.map(({ text }) => text)).toEqual(reads ? ['For the team'] : [])
    expect(page.otherNotes).toBe(reads ? 0 : 1)
    const told = JSON.stringify(page)
    if (row.name[one] === 'blank') expect(told).not.toContain('Called')
    if (blankWishes) expect(told).not.toMatch(/Their own words|About the stairs|housing"\]|sleep|arranged/)
  })
})

describe('a wall', () => {
  test.each(said)('after: %s', (one) => {
    const { name } = accessTable.wall
    const label = one === 'no' || name[one] === 'blank' ? '' : `Called ${one}`
    expect(cardIn(wall, one)).toMatchObject({ label, wants: ['anyone'], wantsNote: null, reasons: [] })
    expect(cardIn(wall, one).words).toBeNull()
  })

  test('is seen by every agency: one no is enough', () => {
    expect(cardIn(wall, 'onlyTrust').label).toBe('')
  })

  test('and nowhere on it, or on any board, that someone is hurting or frightening them', async () => {
    expect(JSON.stringify(wall)).not.toContain('someoneIsHurtingMe')
    for (const role of workerRoles) {
      expect(JSON.stringify(await onBoard(role))).not.toContain('someoneIsHurtingMe')
    }
  })
})

describe('a wall and the visit’s page', () => {
  test.each(['administrator'] as const)('%s has no visit’s page', async (role) => {
    expect((await centre.as(role).ask('visit', { visitId: of('yes') })).status).toBe(403)
  })
})
