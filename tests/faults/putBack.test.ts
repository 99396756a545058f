/* Why: a database that was put back from before an erasure, by whatever means, is served to nobody as it was: the
   server that starts on it finds on its list what was erased, and erases it again first. */
import { copyFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { readList } from '../../server/holding/list.ts'
import { askFromOutside, fileOf } from '../database.ts'
import { query } from '../postgres.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place } from './place.ts'
import { assertWhole } from './proof.ts'
import { sender, signIn } from './workers.ts'

const patiently = { timeout: 30_000 }

/** Nobody is connected meanwhile. Gives the place as it is now, under another address but with the same data folder. */
async function keptCopy(place: Place): Promise<Place> {
  const databaseUrl = `${place.databaseUrl}_before`
  if (place.postgres) {
    const [of, from] = [databaseUrl, place.databaseUrl].map((url) => new URL(url).pathname.slice(1))
    await query(`${place.postgres.url}/postgres`, `create database ${of} template ${from}`)
  } else copyFileSync(fileOf(place.databaseUrl), fileOf(databaseUrl))
  return { ...place, databaseUrl }
}

async function says(server: Crashing, username: string, name: string, body: object): Promise<string> {
  const answer = await sender(server.url, await signIn(server.url, username))(name, body, uuidv7())
  expect(answer?.status).toBe(200)
  return String((JSON.parse(answer?.text ?? '{}') as { id: unknown }).id)
}

test('what was erased after it was kept is gone from it before anybody is served', async () => {
  const place = await makePlace()
  const first = await startCrashing(place)
  const personId = await says(first, 'peer', 'person.add', { name: 'Quinceworth' })
  const visitId = await says(first, 'desk', 'visit.arrive', { personId, words: 'Medlar' })
  await says(first, 'desk', 'visit.leave', { visitId })
  await first.end()

  const before = await keptCopy(place)
  const second = await startCrashing(place)
  await says(second, 'manager', 'person.erase', { personId, why: 'theyAsked' })
  const erasures = async () =>
    (await readList(place.folder))?.held.filter(({ kind }) => kind.endsWith('.erased'))
  const listed = async () => (await erasures())?.map(({ subject }) => subject)
  await expect.poll(listed, patiently).toEqual([visitId, personId])
  await second.end()

  expect(await askFromOutside(before.databaseUrl, 'select id from person')).toContainEqual({ id: personId })
  const third = await startCrashing(before)
  await third.end()
  expect(await askFromOutside(before.databaseUrl, 'select id from person')).not.toContainEqual({
    id: personId,
  })
  const said = JSON.stringify(await askFromOutside(before.databaseUrl, 'select value from said'))
  for (const word of ['Quinceworth', 'Medlar']) expect(said).not.toContain(word)
  await assertWhole(before.databaseUrl)
  place.remove()
}, 120_000)
