/**
 * What tests about signing in start from: a centre, calls without and with a token of one's own, and somebody who
 * came by a link and has a real password.
 */
import { uuidv7 } from 'uuidv7'
import { minutes } from '../../fakeClock.ts'
import { softPasskey } from '../../softPasskey.ts'
import { type Reply, startCentre, type TestCentre } from '../../harness.ts'

export const password = 'Rain on the harbour, seven boats'

export interface WayIn {
  readonly centre: TestCentre
  /** The real clock, UTC ms, that a test moves: codes of apps and tokens go by it. */
  readonly real: { now: number }
  send(name: string, body: object, token?: string, headers?: Record<string, string>): Promise<Reply>
  ask(name: string, token: string): Promise<Reply>
  /** Somebody new who came by a link: their user name, worker's id and a token. */
  invited(role?: string): Promise<Invited>
  /** The token of an invitation made by the administrator. */
  link(role?: string): Promise<string>
  signIn(username: string, password?: string): Promise<Reply>
  /** Somebody new who came by a link with a passkey and no password, eleven minutes ago: gives a token. */
  keyed(): Promise<string>
}
export interface Invited {
  username: string
  staffId: string
  token: string
}

export async function openWayIn(db?: TestCentre['db']): Promise<WayIn> {
  const real = { now: Date.UTC(2026, 10, 28, 3) }
  const centre = await startCentre({ now: () => real.now, ...(db ? { db } : {}) })
  let address = 0

  async function send(name: string, body: object, token?: string, headers: Record<string, string> = {}) {
    const answer = await fetch(`${centre.url}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // Each call is from elsewhere, unless a test says where: limits by address have tests of their own.
        'x-forwarded-for': `192.0.2.${(address++ % 250) + 1}`,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: JSON.parse(await answer.text()), headers: answer.headers }
  }
  async function link(role = 'peer') {
    const { agencyId } = centre.as('peer')
    const { body } = await centre
      .as('administrator')
      .send('account.invite', { name: 'Jo M.', role, agencyId })
    return String(body.token)
  }

  return {
    centre,
    real,
    send,
    link,
    async ask(name, token) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`${centre.url}/api/${name}`, { headers })
      return { status: answer.status, body: JSON.parse(await answer.text()), headers: answer.headers }
    },
    async invited(role) {
      const username = `jo-${uuidv7()}`
      const taken = await send('invitation.take', { token: await link(role), username, password })
      const token = String(taken.body.token)
      const answer = await fetch(`${centre.url}/api/session`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const { staffId } = (await answer.json()) as { staffId: string }
      return { username, staffId, token }
    },
    async keyed() {
      const token = await link()
      const { body } = await send('invitation.look', { token })
      const input = { token, username: `keys-${uuidv7()}`, passkey: softPasskey().make(body.passkey) }
      const taken = await send('invitation.take', input)
      centre.clock.pass(minutes(11))
      return String(taken.body.token)
    },
    signIn: (username, typed = password) => send('session.signIn', { username, password: typed }),
  }
}
