/** Whose visit it is, by id, is told to nobody who mayn't know the name: two visits by one person would be told apart. */
import { expect, test } from 'vitest'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

/** Somebody who asked that the trust doesn't know their name, and a visit of theirs. */
async function nameless(name: string) {
  const { centre, does } = scene
  const personId = await does('peer', 'person.add', { name })
  const no = { agencyIds: [centre.as('clinician').agencyId], answers: { name: 'no' as const } }
  await does('peer', 'person.chooseSharing', { personId, ...no })
  const visitId = await centre.arrive()
  await does('peer', 'visit.joinPerson', { visitId, personId })
  return { personId, visitId }
}

test('neither a refusal, nor the story, nor the log says whose it is', async () => {
  const { centre, does, refused } = scene
  const { personId, visitId } = await nameless('Aspen')
  const other = await does('peer', 'person.add', { name: 'Other' })
  const joins = { visitId, personId: other }
  expect(await refused('clinician', 'visit.joinPerson', joins)).toEqual({
    error: 'alreadyJoined',
    personId: null,
  })
  const adds = { visitId, name: 'Another' }
  expect(await refused('clinician', 'person.add', adds)).toEqual({ error: 'alreadyJoined', personId: null })
  // Whoever may know the name is told, as before.
  expect(await refused('peer', 'visit.joinPerson', joins)).toEqual({ error: 'alreadyJoined', personId })

  const story = async (by: 'clinician' | 'peer') =>
    JSON.stringify((await centre.as(by).ask('visit', { visitId })).body.story)
  expect(await story('clinician')).not.toContain(personId)
  expect(await story('peer')).toContain(personId)
  const log = JSON.stringify((await centre.as('manager').ask('log', { visitId })).body)
  expect(log).not.toContain(personId)
})
