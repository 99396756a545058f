// @vitest-environment node
/* Why: what is promised of every page, read from the pages themselves: that one can sign out there, and that a field for a
   password takes what a manager fills in. That none keeps a paste out is one of the habits. */
import { expect, test } from 'vitest'
import { readSources } from './sources.ts'

const pages = readSources().filter(({ path }) => /^client\/.*\.vue$/.test(path))
const templateOf = (path: string) =>
  pages
    .find((page) => page.path === path)
    ?.text.split('<template>')
    .slice(1)
    .join('') ?? ''

/** The opening tags of fields. */
const fieldsIn = (text: string) => text.match(/<(TextField|input)\b(?:[^>"]|"[^"]*")*>/g) ?? []
const hidesWhatIsTyped = (field: string) => /\btype="password"|:type="[^"]*'password'[^"]*"/.test(field)
const isForPassword = (field: string) => /password/i.test(field.replaceAll(/:?type="[^"]*"/g, ''))
const isFilledIn = (field: string) => /autocomplete="[^"]*(current|new)-password/.test(field)

test('every page but a wall screen has the head, and whoever is signed in can sign out there', () => {
  const frame = pages.find(({ path }) => path === 'client/App.vue')?.text ?? ''
  expect(frame).toContain("const isBare = computed(() => route.name === 'wall')")
  expect(templateOf('client/App.vue')).toContain('<AppHead v-if="!isBare" />')
  const head = templateOf('client/head/AppHead.vue')
  const inside = /<template v-if="session\.isIn">([\s\S]*?)<\/template>/.exec(head)?.[1] ?? ''
  expect(inside).toMatch(/<AccountMenu \/>/)
  expect(templateOf('client/head/AccountMenu.vue')).toMatch(/<AccountPanel v-if="isOpen"/)
  expect(templateOf('client/head/AccountPanel.vue')).toMatch(/@press="signOut">/)
})

test('a field for a password is filled in by a manager, and hides what is typed', () => {
  const fields = pages.flatMap(({ path, text }) => fieldsIn(text).map((field) => ({ path, field })))
  const forPasswords = fields.filter(({ field }) => hidesWhatIsTyped(field) && isForPassword(field))
  expect(forPasswords.length).toBeGreaterThanOrEqual(5)
  expect(forPasswords.filter(({ field }) => !isFilledIn(field))).toEqual([])
  // And the other way round: none that a manager fills in shows it at once.
  expect(fields.filter(({ field }) => isFilledIn(field) && !hidesWhatIsTyped(field))).toEqual([])
})
