/* Why: whoever asks who has seen their record is told of everybody, however many there are, in words for each. */
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import { loadWords } from '../../client/i18n/i18n.ts'
import WhoLooked from '../../client/visit/WhoLooked.vue'
import { aVisit, onPage } from './onVisitPage.ts'

const who = { staffId: 'kim', name: 'Kim', role: 'peer', agency: 'The Charity', page: null }
const at = Date.UTC(2026, 10, 3, 20, 46)
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

/** Answers with these, one after the other; the last is that there is no line. */
function serve(...pages: object[]) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const page = pages[asked.length - 1]
    return Promise.resolve(
      page
        ? Response.json({ label: 'Sam', before: null, ...page })
        : Response.json({ error: 'notFound' }, { status: 404 }),
    )
  })
  return asked
}
const words = () => document.body.textContent.replaceAll(/[\u2068\u2069]/g, '')

test('a page after the other, to the last', async () => {
  setActivePinia(createPinia())
  await loadWords('sharing')
  const asked = serve(
    {
      before: { at, id: 'one' },
      looks: [
        { ...who, id: 'two', at, what: 'printed', page: 'roll-call' },
        { ...who, id: 'one', at, what: 'visit' },
      ],
    },
    { looks: [{ ...who, id: 'nought', at, what: 'savedCopy', page: 'rights' }] },
  )
  const { wrapper } = onPage(WhoLooked, aVisit())
  await vi.waitFor(() => expect(words()).toContain('saved a copy of everything as a file'))
  expect(words()).toContain('printed the roll call with them on it')
  expect(words()).toContain('opened the visit’s page')
  expect(asked[1]).toContain(`beforeAt=${at}&beforeId=one`)
  wrapper.unmount()
})

test('what a newer server records is told as a look; where older ones can’t be had, that is said', async () => {
  setActivePinia(createPinia())
  await loadWords('sharing')
  serve({ before: { at, id: 'one' }, looks: [{ ...who, id: 'one', at, what: 'something.new' }] })
  const { wrapper } = onPage(WhoLooked, aVisit())
  await vi.waitFor(() => {
    expect(words()).toContain('looked at it.')
    expect(words()).not.toContain('Just a moment')
  })
  expect(document.body.querySelector('.who-looked ul + p')?.textContent).toMatch(/\w/)
  wrapper.unmount()
})
