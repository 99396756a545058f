/** A day at the centre, played from outside: everybody signs in, people come, workers go by what their boards show. */
import { demoPassword, spaces } from '../../db/demo/centre.ts'
import { planDay } from '../../db/demo/day.ts'
import { random } from '../../db/demo/random.ts'
import type { Shift } from '../../db/demo/rota.ts'
import { workers } from '../../db/demo/workers.ts'
import { addDays, daysBetween, localDay } from '../../shared/domain/days.ts'
import { differences } from './check.ts'
import { type Client, connect } from './client.ts'
import { stay, visit } from './guest.ts'
import { createHouse, type House } from './house.ts'
import { nameLike, usernamesOf } from './likeness.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { SimulateOptions } from './options.ts'
import { type OwnServer, startOwnServer } from './ownServer.ts'
import { centreTime } from './time.ts'
import { type Duty, work } from './worker.ts'

export interface Outcome {
  ledger: Ledger
  visits: number
  boards: { equal: number; of: number }
  differences: readonly string[]
  /** Null where the server is somebody else's and its log can't be seen. */
  faults: readonly string[] | null
}

const minute = 60_000

export async function simulate(options: SimulateOptions, say: (line: string) => void): Promise<Outcome> {
  const own = options.url === null ? await startOwnServer(options.from, options.speed, say) : null
  try {
    return await play(options, options.url ?? own?.url ?? '', own, say)
  } finally {
    await own?.stop()
  }
}

async function play(
  options: SimulateOptions,
  url: string,
  own: OwnServer | null,
  say: (line: string) => void,
): Promise<Outcome> {
  const ledger = createLedger()
  const clients = await Promise.all(
    usernamesOf(options.crowd?.workers ?? workers.length).map((username) =>
      connect({
        url,
        username,
        password: demoPassword,
        ledger,
        draw: random(options.seed, 'network', username),
        ...(options.loses ? { loses: options.loses } : {}),
      }),
    ),
  )
  const house = await enter(options.seed, clients, ledger)
  const { time } = house
  const from = time.now()
  const to = from + options.hours * 60 * minute
  say(`${clients.length} workers are signed in; playing ${options.hours} h at ${time.speed} times the speed.`)

  const days = daysBetween(addDays(localDay(from, house.zone), -1), localDay(to, house.zone))
  const plans = days.map((day) => planDay(options.seed, day, house.zone))
  const others = Array.from({ length: (options.crowd?.times ?? 1) - 1 }, (_, nth) =>
    days.map((day) => planDay(`${options.seed}/${nth}`, day, house.zone)),
  )
  const guests = [...plans, ...others.flat()]
    .flatMap((plan) => plan.guests)
    .filter((one) => one.arrivesAt >= from && one.arrivesAt < to)
  const here = [...(house.near().held?.cards.values() ?? [])].filter((card) => card.goneAt === null)

  const doings = [
    ...duties(
      plans.flatMap((plan) => plan.shifts),
      clients,
      from,
    ).map(([client, duty]) => work(house, client, duty)),
    ...guests.map((guest) => visit(house, guest)),
    ...here.map((card) => stay(house, house.visitor(card.id))),
    ...clients.map((client) => dropNowAndThen(house, client)),
    sayHowFar(house, from, to, say),
  ]
  // Whatever throws ends the run at once, with the reason.
  const whole = Promise.all(doings)
  await Promise.race([time.until(to), whole.then(() => time.until(to))])
  time.end()
  await whole

  options.atTheEnd?.()
  // What was lost just now shows with whatever comes next; nothing does, so each asks once more.
  if (options.loses) for (const client of clients) client.drop()
  const found = await Promise.all(clients.map((client) => differences(client, time.now())))
  for (const client of clients) client.close()
  return {
    ledger,
    visits: guests.length,
    boards: { equal: found.filter((one) => one.length === 0).length, of: clients.length },
    differences: found.flat(),
    faults: own?.faults ?? null,
  }
}

async function enter(seed: string, clients: readonly Client[], ledger: Ledger): Promise<House> {
  const [first] = clients
  if (!first) throw new Error('nobody works here')
  while (clients.some((one) => one.held === null)) await new Promise((resolve) => setTimeout(resolve, 20))
  const centre = await first.ask('centre', {})
  const named = spaces.flatMap(({ key, name }) => {
    const found = centre.spaces.find((one) => one.name === name)
    return found ? [{ key, name, id: found.id }] : []
  })
  const time = centreTime(centre.now, centre.clockSpeed)
  return createHouse({ seed, zone: centre.timeZone, time, ledger, clients, spaces: named })
}

/**
 * The shifts of the plan. Whoever is on already begins theirs now if it begins soon; else they go home in an
 * hour or two.
 */
function duties(
  shifts: readonly Shift[],
  clients: readonly Client[],
  from: number,
): (readonly [Client, Duty])[] {
  const isOn = (client: Client) => client.held?.team.some((one) => one.staffId === client.staffId) ?? false
  return clients.flatMap((client, nth) => {
    const theirs = shifts
      .filter((shift) => shift.worker === nameLike(client.username) && shift.offAt > from + 2 * minute)
      .map(({ onAt, offAt, leadsFrom }) => ({ onAt, offAt, isLead: leadsFrom !== null }))
      .sort((a, b) => a.onAt - b.onAt)
    const [first] = theirs
    if (isOn(client)) {
      if (first && first.onAt < from + 180 * minute) first.onAt = Math.min(first.onAt, from)
      else theirs.unshift({ onAt: from, offAt: from + (40 + 3 * nth) * minute, isLead: false })
    }
    return theirs.map((duty) => [client, duty] as const)
  })
}

/** Lines drop: each screen's every few hours, and catches up. */
async function dropNowAndThen(house: House, client: Client): Promise<void> {
  const draw = house.draw('line', client.username)
  for (;;) {
    await house.time.pass(draw.int(60, 360) * minute)
    if (house.time.isOver()) return
    client.drop()
  }
}

async function sayHowFar(house: House, from: number, to: number, say: (line: string) => void): Promise<void> {
  const hours = Math.max(1, Math.round((to - from) / 3_600_000 / 8))
  for (let at = from + hours * 3_600_000; at < to; at += hours * 3_600_000) {
    await house.time.until(at)
    if (house.time.isOver()) return
    const cards = [...(house.near().held?.cards.values() ?? [])]
    const onNow = house.near().held?.team.length ?? 0
    say(`${new Date(at).toISOString().slice(0, 16)}Z: ${cards.length} here, ${onNow} on.`)
  }
}
