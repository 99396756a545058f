/* Why: for whole stores and pages: answers by name in place of the server, and what was asked of it in order. */
import { vi } from 'vitest'

type Answer = { status?: number; body?: unknown } | 'noLine'

export interface StubbedServer {
  /** Names in the order they were asked, without what stands behind the question mark. */
  asked: string[]
  /** From now on; a name without an answer is one that nobody is signed in for. */
  answers: Record<string, Answer>
}

/** Stands in for `fetch` until vi.unstubAllGlobals(). */
export function stubServer(answers: StubbedServer['answers'] = {}): StubbedServer {
  const server: StubbedServer = { asked: [], answers }
  vi.stubGlobal('fetch', (path: string) => {
    const name = path.replace('/api/', '').replace(/\?.*$/, '')
    server.asked.push(name)
    const answer = server.answers[name] ?? { status: 401, body: { error: 'signedOut' } }
    if (answer === 'noLine') return Promise.reject(new TypeError('Failed to fetch'))
    const headers = { 'Content-Type': 'application/json' }
    return Promise.resolve(
      new Response(JSON.stringify(answer.body ?? {}), { status: answer.status ?? 200, headers }),
    )
  })
  return server
}

export const imani = {
  staffId: 'imani',
  name: 'Imani',
  role: 'desk',
  agency: 'The Charity',
  centreId: 'c',
  isOn: true,
  isShiftLead: false,
  endsAt: 0,
} as const

export const lanternHouse = {
  id: 'c',
  name: 'Lantern House',
  timeZone: 'Asia/Kolkata',
  word: 'person',
  isDemonstration: false,
  onTheWayMinutes: 5,
  lockMinutes: 5,
  secondFactorRoles: [],
  agencies: [],
  spaces: [],
  lists: [],
  now: 1_000_000,
  clockSpeed: 1,
} as const
