/**
 * What people ask about what is written of them, so that whoever tries the demonstration meets it: somebody who has
 * had theirs restricted, a statement beside a note that is disputed, an objection to research. Minutes are counted back
 * from the start, as in the evening's own plan.
 */
import type { CommandName, Sent } from '../../shared/contract/index.ts'
import { calledBy, people } from './people.ts'
import { inTime, mark, type Step } from './step.ts'
import type { Username } from './workers.ts'

const minute = 60_000

/** Who was here then, and how many minutes ago they came: the days before leave them out from then on. */
export const rightsPeople: readonly (readonly [string, number])[] = [['dominic', 29 * 60]]

/** The steps in the order of time. `now` is UTC ms; Graham, Winston and Lorraine are here this evening. */
export function planRights(now: number): Step[] {
  const steps: Step[] = []
  const does = <K extends CommandName>(minutes: number, by: Username, command: K, input: Sent<K>) => {
    const at = Math.round(now - minutes * minute)
    steps.push({
      at,
      by,
      doer: 'worker',
      command,
      input,
      key: `demo:rights:${steps.length}`,
      about: 'rights',
    })
  }

  const visitId = mark('visit', 'rights/dominic')
  const dominic = people.find(({ key }) => key === 'dominic')
  const label = dominic ? calledBy(dominic) : 'Dominic'
  does(29 * 60, 'desk2', 'visit.arrive', {
    visitId,
    personId: mark('person', 'dominic'),
    label,
    cameBy: 'back_known',
    wants: ['benefits'],
    spaceId: mark('space', 'lounge'),
    welcomed: true,
  })
  does(28.8 * 60, 'manager', 'visit.beginWith', { visitId })
  does(28.4 * 60, 'manager', 'note.write', {
    visitId,
    text: 'Says the letter about the overpayment isn’t his: another Dominic Salt, he thinks. We look into it.',
  })
  // In his own words why isn't written here: it stands with him, and for whom he let in.
  does(28.3 * 60, 'manager', 'restriction.begin', {
    subject: visitId,
    why: 'notRight',
    letIn: [mark('staff', 'peer'), mark('staff', 'benefits')],
  })
  does(28.1 * 60, 'manager', 'visit.leave', { visitId, ending: 'home', gotWhatCameFor: 'partly' })

  const graham = mark('visit', 'evening/graham')
  const noteId = mark('note', 'rights/graham')
  does(24.3 * 60, 'manager', 'note.write', {
    visitId: graham,
    noteId,
    text: 'Hasn’t slept since Sunday. Doesn’t want to talk to his brother.',
  })
  does(94, 'peer2', 'note.write', {
    visitId: graham,
    text: 'I’d like to talk to my brother. I said I don’t want him rung at night.',
    disputes: noteId,
  })

  does(60, 'senior', 'objection.say', { subject: mark('visit', 'evening/lorraine'), objects: true })
  return inTime(steps)
}
