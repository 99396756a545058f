/* Why: what is typed about somebody who is in already goes into their visit whole, and nothing is sent that wasn't
   said. */
import { describe, expect, it } from 'vitest'
import { addToVisit } from '../../client/desk/addToVisit.ts'

const visitId = '01890a5d-ac96-774b-bcce-b302099a8057'
const personId = '01890a5d-ac96-774b-bcce-b302099a8058'

/** Answers as told, and keeps what was sent. */
function sender(answers: Record<string, unknown> = {}) {
  const sent: [string, unknown][] = []
  const send = (name: string, input: unknown) => {
    sent.push([name, input])
    return Promise.resolve(answers[name] ?? { ok: true, value: { id: visitId, seq: 1 } })
  }
  // A stand-in for three commands of the typed `call`.
  return { sent, send: send as never }
}
const refused = (state: string, facts: object) => ({ ok: false, kind: 'refused', state, facts })

describe('what is added to a visit', () => {
  it('is only what was typed', async () => {
    const { sent, send } = sender()
    expect(await addToVisit({ visitId, label: 'Samira' }, send)).toEqual({ ok: true, isWaiting: false })
    expect(sent).toEqual([['visit.change', { visitId, label: 'Samira' }]])
  })

  it('is all of it: reasons, whom we know, and the hello', async () => {
    const { sent, send } = sender()
    await addToVisit({ visitId, personId, welcomed: true, reasons: ['debt'], wants: ['peer'] }, send)
    expect(sent).toEqual([
      ['visit.change', { visitId, wants: ['peer'], reasonsAdded: ['debt'] }],
      ['visit.joinPerson', { visitId, personId }],
      ['visit.welcome', { visitId }],
    ])
  })

  it('takes what is so already for done', async () => {
    const by = { staffId: personId, name: 'Kwame' }
    const { send } = sender({
      'visit.joinPerson': refused('alreadyJoined', { personId }),
      'visit.welcome': refused('alreadyWelcomed', { by, at: 1 }),
    })
    expect(await addToVisit({ visitId, personId, welcomed: true }, send)).toMatchObject({ ok: true })
  })

  it.each(['visit.change', 'visit.welcome'])('waits where %s does, and only then', async (name) => {
    const { send } = sender({ [name]: { ok: true, value: { id: visitId, seq: 0 }, isWaiting: true } })
    expect(await addToVisit({ visitId, welcomed: true }, send)).toEqual({ ok: true, isWaiting: true })
  })

  it('says what could not be added', async () => {
    const other = refused('alreadyJoined', { personId: visitId })
    const { sent, send } = sender({ 'visit.joinPerson': other })
    expect(await addToVisit({ visitId, personId, welcomed: true }, send)).toEqual(other)
    expect(sent.map(([name]) => name)).not.toContain('visit.welcome')
  })
})
