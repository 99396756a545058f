/**
 * The last two columns of the table of access, through the real interface: a colleague's own record, and one that is
 * restricted, for every role and for a wall; and that what decides says of every cell what stands in the table.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accessTable,
  type Answer,
  type Sight,
  sightOf,
  sights,
  type Standing,
  standings,
  topics,
} from '../../../shared/contract/accessTable.ts'
import type { Board, Card } from '../../../shared/contract/board.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { roleKeys } from '../../../shared/contract/roleGroups.ts'
import { maySee, nothingChosen, type Sharing } from '../../../shared/domain/access.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'

let centre: TestCentre
/** Visits of two workers who are guests here too: no role is without one that is somebody else's. */
const visits = { housing: '', benefits: '' }
let wallToken = ''
const told = {
  words: 'Not at work today.',
  ...{ wordsShown: true, reasons: ['sleep'], reasonsShown: true, nameOnWall: true },
  ...{ wants: ['peer'], wantsNote: 'About the stairs', cameBy: 'arranged' },
}

beforeAll(async () => {
  centre = await startCentre()
  for (const worker of ['housing', 'benefits'] as const) {
    visits[worker] = await known(`Peregrine ${worker}`)
    const personId = personOf.get(visits[worker])
    const { staffId } = centre.as(worker)
    const marked = await centre.as('manager').send('person.markColleague', { personId, staffId })
    expect(marked.status).toBe(200)
  }
  // Inside, so that the manager stays signed in.
  const { actor } = centre.as('manager')
  const enrolled = await centre.app.door.run('screen.enrol', { actor, input: { name: 'Lounge' } })
  if (enrolled.is !== 'done') throw new Error('no screen')
  wallToken = centre.app.auth.issue({ sessionId: enrolled.id, centreId: centre.id }).token
})
afterAll(() => centre.close())

const personOf = new Map<string, string>()
/** Somebody known who is here, with words, reasons and a note for the team: gives the visit. */
async function known(name: string): Promise<string> {
  const personId = String((await centre.as('desk').call('person.add', { name })).body.id)
  const visitId = await centre.arrive({ personId, ...told })
  personOf.set(visitId, personId)
  await centre.as('socialCare').call('note.write', { visitId, text: 'For the team' })
  return visitId
}

async function boardOf(token: string): Promise<Board> {
  const headers = { authorization: `Bearer ${token}` }
  return (await (await fetch(`${centre.url}/api/board`, { headers })).json()) as Board
}
const cardIn = (board: Board, visitId: string): Card | undefined =>
  board.cards.find(({ id }) => id === visitId)
const workerRoles = roleKeys.filter((role): role is Exclude<typeof role, 'wall'> => role !== 'wall')
/** One that isn't this role's own. */
const others = (role: WorkerName) => visits[role === 'housing' ? 'benefits' : 'housing']

describe.each(workerRoles)('a colleague’s own record, for %s', (role) => {
  const row = accessTable[sightOf(role)]

  test('is blank on a board, and its card stays', async () => {
    const card = cardIn(await boardOf(centre.as(role).token), others(role))
    expect([row.name.ownRecord, row.wishes.ownRecord]).toEqual(['blank', 'blank'])
    expect(card).toMatchObject({ isKnown: false, beenBefore: false, wants: ['anyone'], wantsNote: null })
    expect(card).toMatchObject({ words: null, reasons: [], blank: ['name', 'wishes'] })
    expect(JSON.stringify(card)).not.toMatch(/Peregrine|Not at work|stairs|sleep|arranged/)
  })

  // Has no visit’s page at all (table.test.ts).
  if (role === 'administrator') return

  test('is blank in every topic on the visit’s page, but for what they wrote themselves', async () => {
    const page = (await centre.as(role).ask('visit', { visitId: others(role) })).body as Visit
    for (const topic of topics)
      expect({ topic, may: page.may[topic] }).toEqual({ topic, may: row[topic].ownRecord })
    expect(page).toMatchObject({ person: null, words: [], reasons: [], cameBy: null })
    const isAuthor = role === 'socialCare'
    expect(page.notes.map(({ text }) => text)).toEqual(isAuthor ? ['For the team'] : [])
    expect(JSON.stringify(page)).not.toMatch(/Peregrine|Not at work|stairs|"sleep"|arranged/)
  })
})

test('a colleague’s own record has no name on a wall, whatever was agreed to before', async () => {
  const board = await boardOf(wallToken)
  for (const visitId of Object.values(visits)) {
    expect(cardIn(board, visitId)).toMatchObject({
      label: '',
      wants: ['anyone'],
      wantsNote: null,
      words: null,
    })
  }
  expect(JSON.stringify(board)).not.toContain('Peregrine')
})

describe('what is restricted', () => {
  const everybody = () => [...workerRoles.map((role) => centre.as(role).token), wallToken]

  test('stays on every board and wall as it was while somebody is here, and is on none after', async () => {
    const visitId = await known('Linnet')
    const cards = () => Promise.all(everybody().map(async (token) => cardIn(await boardOf(token), visitId)))
    const before = await cards()
    const subject = personOf.get(visitId)
    const begun = await centre
      .as('clinician')
      .send('restriction.begin', { subject, why: 'notRight', letIn: [] })
    expect(begun.status).toBe(200)
    const shown = (card: Card | undefined) => [
      card?.label,
      card?.wants,
      card?.wantsNote,
      card?.words,
      card?.reasons,
    ]
    expect((await cards()).map(shown)).toEqual(before.map(shown))
    expect(before.map((card) => card !== undefined)).not.toContain(false)
    await centre.as('desk').call('visit.leave', { visitId })
    expect((await cards()).filter((card) => card !== undefined)).toEqual([])
    expect((await centre.as('administrator').ask('visit', { visitId })).status).toBe(403)
  })
})

describe('what decides', () => {
  const agencyId = 'theirs'
  const said = (answer: Answer): Sharing => ({
    ...nothingChosen,
    agencies: { [agencyId]: Object.fromEntries(topics.map((topic) => [topic, answer])) },
  })
  const sharing: Record<Standing, Sharing | null> = {
    ...{ notAsked: null, ratherNotSay: said('ratherNotSay'), yes: said('yes'), no: said('no') },
    ownRecord: { ...nothingChosen, colleague: 'somebody' },
    restricted: { ...nothingChosen, restricted: { at: 0, why: 'notRight', by: 'somebody', letIn: [] } },
  }
  /** A wall asks for one no, and knows no yes. */
  const stands = (sight: Sight, standing: Standing): Standing =>
    sight === 'wall' && (standing === 'yes' || standing === 'ratherNotSay') ? 'notAsked' : standing

  test.each(sights.flatMap((sight) => standings.map((standing) => [sight, standing] as const)))(
    'says of %s, after %s, what stands in the table',
    (sight, standing) => {
      const looker = { sight, agencyId, staffId: 'whoever looks' }
      const says = topics.map((topic) => maySee(topic, looker, sharing[standing]))
      expect(says).toEqual(topics.map((topic) => accessTable[sight][topic][stands(sight, standing)]))
    },
  )
})
