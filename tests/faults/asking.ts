/** A worker who asks a server in trouble: what it says of itself, what it still shows, and what it answers to a press. */
import { uuidv7 } from 'uuidv7'
import { answerIn, plainSender, type Press, signIn } from './workers.ts'

export interface Asking {
  /** `ready`, or why not. */
  why(): Promise<string>
  /** Whether the board is shown. */
  boardIsRead(): Promise<boolean>
  /** Presses once; gives the status, 0 where nobody answered, and the reason of a 503. */
  press(
    name: string,
    body: object,
    key?: string,
  ): Promise<{ status: number; why: string | undefined; id: string }>
  /** Somebody walks in; gives the status, 0 where nobody answered. */
  arrive(label?: string): Promise<number>
}

/** `presses`: where what is pressed is written down, to be looked for afterwards. */
export async function askAs(url: string, username: string, presses: Press[]): Promise<Asking> {
  const token = await signIn(url, username)
  const authorization = `Bearer ${token}`
  const send = plainSender(url, token)

  async function press(name: string, body: object, key = uuidv7()) {
    const visitId = 'visitId' in body ? String(body.visitId) : ''
    const made: Press = { name, key, visitId, answer: null }
    presses.push(made)
    const came = await send(name, body, key)
    made.answer = answerIn(came)
    const said = JSON.parse(came.text || '{}') as { why?: string; id?: string }
    return { status: came.status, why: said.why, id: said.id ?? '' }
  }

  return {
    press,
    async why() {
      const body = (await (await fetch(`${url}/readyz`)).json()) as { status: string; why?: string }
      return body.why ?? body.status
    },
    boardIsRead: async () => (await fetch(`${url}/api/board`, { headers: { authorization } })).ok,
    async arrive(label = 'Sam') {
      const { status } = await press('visit.arrive', { visitId: uuidv7(), label })
      return status
    },
  }
}
