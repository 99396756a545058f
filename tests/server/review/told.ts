/** Visits told by their times, so that a worked example reads like the day it was. */
import { expect } from 'vitest'
import { addDays } from '../../../shared/domain/days.ts'
import type { TestCentre } from '../../harness.ts'

export const day = '2026-11-03'
/** UTC ms of a London time, while its clocks show UTC. */
export const at = (time: string, on = day) => Date.parse(`${on}T${time}:00Z`)

/** Somebody's visit, told by times: what happened when, and what they said. */
export interface Told {
  came: string
  on?: string
  hello?: string
  with?: string
  by?: 'peer' | 'clinician' | 'housing'
  left?: string
  person?: string
  arrive?: object
  bye?: object
}

export async function tell(centre: TestCentre, told: Told): Promise<string> {
  const { came, on = day, hello, by = 'peer', left } = told
  const time = (text: string) => at(text, text < came ? addDays(on, 1) : on)
  centre.clock.set(at(came, on))
  const personId = told.person
  const visitId = await centre.arrive({ ...(personId ? { personId } : {}), ...told.arrive })
  const step = async (when: string | undefined, send: () => Promise<{ status: number; body: unknown }>) => {
    if (when === undefined) return
    centre.clock.set(time(when))
    const answer = await send()
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  await step(hello, () => centre.as('desk').call('visit.welcome', { visitId }))
  await step(told.with, () => centre.as(by).call('visit.beginWith', { visitId }))
  await step(left, () => centre.as('desk').call('visit.leave', { visitId, ...told.bye }))
  return visitId
}
