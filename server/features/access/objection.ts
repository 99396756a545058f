/**
 * Somebody objects to research and planning with what is written about them. One more thing that they chose, kept and
 * named by digest as the others are; what it keeps back is shared/domain/givenOut.ts's to say.
 */
import type { SharingSaid } from '../../../shared/domain/access.ts'
import type { Handlers } from '../../commands/handler.ts'
import { sharingField } from '../../rows/sharing.ts'
import { keepChosen, takeChoosing } from './choosing.ts'

export const objectionHandlers = {
  async 'objection.say'(tx, act, { subject, objects }) {
    const taken = await takeChoosing(tx, act, subject)
    const one: SharingSaid = { objects }
    await keepChosen(tx, taken, one)
    const said = [act.say(subject, sharingField, one)]
    act.change(taken.visit ? 'visit.sharingChosen' : 'person.sharingChosen', subject, { said })
    return subject
  },
} satisfies Partial<Handlers>
