/* Why: what somebody says about a note stands beside it, and is sent as a statement about that note. */
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { loadWords } from '../../client/i18n/i18n.ts'
import StoryNote from '../../client/visit/StoryNote.vue'
import type { Note } from '../../shared/contract/log.ts'
import { aVisit, onPage } from './onVisitPage.ts'

beforeAll(() => loadWords('visit'))
beforeEach(() => setActivePinia(createPinia()))

const aNote = (id: string, text: string, disputes: string | null = null): Note => ({
  id,
  text,
  at: 0,
  by: { staffId: 'ben', name: 'Ben T.' },
  version: 1,
  isTogether: disputes !== null,
  audience: 'team',
  readers: [],
  disputes,
  earlier: [],
})

test('a statement is shown with its note, and can’t be disputed in turn', () => {
  const note = aNote('n1', 'Was shouting.')
  const notes = [note, aNote('n2', 'I was frightened.', 'n1'), aNote('n3', 'Had tea.')]
  const { wrapper } = onPage(StoryNote, aVisit({ notes }), { note })
  expect(wrapper.find('.note-statement').text()).toContain('I was frightened.')
  expect(wrapper.findAll('.note-statement')).toHaveLength(1)
  expect(wrapper.findAll('button').filter((one) => one.text() === 'They say otherwise')).toHaveLength(1)
  wrapper.unmount()
})

test('it is sent with the note that it disputes; nothing typed is nothing sent', async () => {
  const note = aNote('n1', 'Was shouting.')
  const { wrapper, sent } = onPage(StoryNote, aVisit({ notes: [note] }), { note })
  await wrapper.find('button.quiet:last-of-type').trigger('click')
  await wrapper.find('form').trigger('submit')
  expect(sent).toEqual([])
  expect(wrapper.text()).toContain('Write a word or two first')
  await wrapper.find('textarea').setValue(' I was frightened. ')
  await wrapper.find('form').trigger('submit')
  await flushPromises()
  const input = { visitId: 'v', text: 'I was frightened.', disputes: 'n1' }
  expect(sent).toEqual([{ name: 'note.write', input }])
  wrapper.unmount()
})
