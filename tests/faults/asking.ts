/** A worker who asks a server in trouble: what it says of itself, what it still shows, and what it answers to a press. */
import { uuidv7 } from 'uuidv7'
import { type Press, signIn } from './workers.ts'

export interface Asking {
  /** `ready`, or why not. */
  why(): Promise<string>
  /** Whether the board is shown. */
  boardIsRead(): Promise<boolean>
  /** Presses once; gives the status, and the reason of a 503. */
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
  const authorization = `Bearer ${await signIn(url, username)}`

  async function press(name: string, body: object, key = uuidv7()) {
    const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': key }
    const response = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const text = await response.text()
    const said = JSON.parse(text) as { why?: string; id?: string; visitId?: string }
    const visitId = 'visitId' in body ? String(body.visitId) : ''
    const answer = response.status < 500 ? { status: response.status, text } : null
    presses.push({ name, key, visitId, answer })
    return { status: response.status, why: said.why, id: said.id ?? '' }
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
