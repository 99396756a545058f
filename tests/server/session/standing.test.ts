/** Rights are looked at inside the write: what waited behind their end isn't done with them. */
import { expect, test } from 'vitest'
import { NotAllowed } from '../../../server/commands/handler.ts'
import { useScene } from '../visit/scene.ts'
import type { WorkerName } from '../../harness.ts'

const scene = useScene()

/** A command as it stands in a queue: who asks was read before. */
function queued(worker: WorkerName) {
  const { app, as } = scene.centre
  const { actor } = as(worker)
  return {
    arrive: () => app.door.run('visit.arrive', { actor, input: {} }),
    signOut: () => app.door.run('session.signOut', { actor, input: {} }),
    actor,
  }
}
const change = (name: 'account.switchOff' | 'account.changeRole', input: object) =>
  scene.centre.app.door.run(name, { actor: scene.centre.as('administrator').actor, input })

test('a worker who was switched off does nothing more, whatever was on its way', async () => {
  const { arrive, actor } = queued('peer')
  expect(await arrive()).toMatchObject({ is: 'done' })
  await change('account.switchOff', { staffId: actor.staffId })
  await expect(arrive()).rejects.toBeInstanceOf(NotAllowed)
})

test('nor with the role that was theirs before', async () => {
  const { arrive, actor } = queued('housing')
  await change('account.changeRole', { staffId: actor.staffId, role: 'administrator' })
  await expect(arrive()).rejects.toBeInstanceOf(NotAllowed)
})

test('nor after they signed out; signing out twice is once', async () => {
  const { arrive, signOut } = queued('benefits')
  expect(await signOut()).toMatchObject({ is: 'done' })
  expect(await signOut()).toMatchObject({ is: 'done' })
  await expect(arrive()).rejects.toBeInstanceOf(NotAllowed)
})

test('nor as a screen that was ended', async () => {
  const { app, as, id: centreId } = scene.centre
  const enrolled = await app.door.run('screen.enrol', {
    actor: as('manager').actor,
    input: { name: 'Lounge' },
  })
  if (enrolled.is !== 'done') throw new Error('not enrolled')
  const { token } = app.auth.issue({ sessionId: enrolled.id, centreId })
  const signed = await app.auth.signed(token)
  if (!signed) throw new Error('not signed in')
  const renew = () => app.door.run('session.renew', { actor: signed.actor, input: {} })
  expect(await renew()).toMatchObject({ is: 'done' })
  await app.door.run('session.signOut', { actor: signed.actor, input: {} })
  await expect(renew()).rejects.toBeInstanceOf(NotAllowed)
})

test('of what races a switching off, all that was done stands before it in the log', async () => {
  const { arrive, actor } = queued('clinician')
  const early = Array.from({ length: 8 }, arrive)
  const off = change('account.switchOff', { staffId: actor.staffId })
  const late = Array.from({ length: 8 }, arrive)
  // Heard from the start: one that is refused sooner than the switching off is answered has to be caught by somebody.
  const raced = Promise.allSettled([...early, ...late])
  const ended = await off
  if (ended.is !== 'done') throw new Error('not switched off')
  let done = 0
  for (const one of await raced) {
    if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(NotAllowed)
    else {
      done++
      expect(one.value.is === 'done' && one.value.seq).toBeLessThan(ended.seq)
    }
  }
  const board = (await scene.centre.as('desk').ask('board')).body
  expect(board.cards.length).toBeGreaterThanOrEqual(done)
})
