/** A browser with its cookies at a test centre, and a worker's password for it: what a page of ours does. */
import { eq } from 'drizzle-orm'
import { account } from '../../../db/schema/staff.ts'
import { hashPassword } from '../../../server/features/session/password.ts'
import type { TestCentre, WorkerName } from '../../harness.ts'

export const password = 'Rain on the harbour, 7 boats'
const chromeOnWindows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

/** From now on these workers have `password`. */
export async function givePasswords(centre: TestCentre, workers: readonly WorkerName[]) {
  const passwordHash = await hashPassword(password)
  for (const worker of workers) {
    const { accountId } = centre.as(worker).actor
    await centre.db.write((tx) => tx.update(account).set({ passwordHash }).where(eq(account.id, accountId)))
  }
}

export interface Browser {
  /** Its cookies by name; a copy of them is what a thief has. */
  readonly cookies: Map<string, string>
  // Tests look into answers of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  send(name: string, body?: object): Promise<{ status: number; body: any }>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  ask(name: string, input?: Record<string, string>): Promise<{ status: number; body: any }>
  signIn(worker: WorkerName): Promise<{ status: number; body: { token: string } }>
}

export function openBrowser(
  centre: TestCentre,
  cookies = new Map<string, string>(),
  userAgent = chromeOnWindows,
): Browser {
  async function fetched(path: string, init: RequestInit) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      cookie,
      origin: centre.url,
      'user-agent': userAgent,
      'content-type': 'application/json',
    }
    const answer = await fetch(`${centre.url}/api/${path}`, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: answer.status, body: await answer.json() }
  }
  const send = (name: string, body: object = {}) =>
    fetched(name, { method: 'POST', body: JSON.stringify(body) })
  return {
    cookies,
    send,
    ask: (name, input = {}) => fetched(`${name}?${new URLSearchParams(input)}`, {}),
    signIn: (worker) => send('session.signIn', { username: `${worker}-${centre.id}`, password }),
  }
}

/** From now on this browser is on a shared device. */
export async function makeShared(
  centre: TestCentre,
  browser: Browser,
  deviceName = 'Front desk',
): Promise<string> {
  await givePasswords(centre, ['manager'])
  await browser.signIn('manager')
  const { id } = (await browser.send('device.enrol', { name: deviceName })).body as { id: string }
  await browser.send('session.signOut')
  return id
}
