/** The process's own log: planted words of a person never come out of it, whatever fails with them inside. */
import { execFileSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { bare } from '../../server/log.ts'

const marker = 'MARKER Rosa slept in the bus station'

/** A driver's error as it comes: the parameters in its message, and everywhere else that it likes. */
function planted(): Error {
  const cause = Object.assign(new Error(`invalid input syntax: "${marker}"`), {
    code: '22P02',
    detail: marker,
    parameters: [marker],
  })
  return Object.assign(new Error(`Failed query: insert … params: ${marker}`, { cause }), {
    query: `select '${marker}'`,
    params: [marker],
  })
}

test.each<[string, unknown]>([
  ['a driver’s error', planted()],
  ['one whose stack begins with what was said over two lines', new Error(`${marker}\n${marker}`)],
  ['words that were thrown', marker],
  ['an object that was thrown', { marker }],
])('%s is told without a word of it', (_what, error) => {
  expect(JSON.stringify(bare(error))).not.toContain('MARKER')
})

test('what is told is enough to find the place: kind, code, and lines of our own', () => {
  expect(bare(planted())).toMatchObject({ kind: 'Error', code: '22P02', causedBy: 'Error' })
  expect(JSON.stringify(bare(planted()))).toContain('processLog.test')
})

describe('as it is written', () => {
  let written = ''
  const forged = 'a line\\n{"level":30,"time":1,"msg":"forged"}\\r\\n\\u2028'
  const before = Date.now()
  beforeAll(() => {
    const log = pathToFileURL('server/log.ts').href
    const script = `
      import { createLog } from '${log}'
      const log = createLog('debug')
      log.fault('fault-id', new Error(${JSON.stringify(marker)}))
      log.info('stopping', { signal: '${forged}' })
      log.journal.warn({ code: '${forged}' }, '${forged}')`
    written = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    })
  })

  test('a fault as it is written has its id and nothing of what was said', () => {
    expect(written).toContain('fault-id')
    expect(written).not.toContain('MARKER')
  })

  test('each event is one line of JSON with its time in UTC milliseconds, whatever is in it', () => {
    const lines = written.trim().split('\n')
    expect(lines).toHaveLength(3)
    for (const line of lines) {
      const { level, time, msg } = JSON.parse(line) as Record<'level' | 'time' | 'msg', unknown>
      expect({ level, time, msg }).toEqual({
        level: expect.any(Number),
        time: expect.any(Number),
        msg: expect.any(String),
      })
      expect(time).toBeGreaterThanOrEqual(before)
      expect(time).toBeLessThanOrEqual(Date.now())
      expect(msg).not.toBe('forged')
    }
  })
})
