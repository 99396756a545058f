/* Why: habits that a reader can rely on and no other tool holds. Each says where it applies, what breaks it,
   and brings a piece of text that must be found: a rule that has never bitten is no rule. */
import type { Source } from './sources.ts'

export interface Habit {
  /** Continues "no file has …". */
  name: string
  applies(path: string): boolean
  /** What breaks the habit, in words: empty when nothing does. */
  finds(source: Source): string[]
  /** Breaks it, on purpose. */
  bites: Source
}

const isCode = (path: string) => /^(shared|db|server|client|tests)\/.*\.(ts|vue|mjs)$/.test(path)
const isConfig = (path: string) => /(^|\/)\.?[a-z.]+\.config\.(ts|js)$|^\.[a-z.-]+\.c?js$/.test(path)
/** This folder speaks of what it forbids. */
const isHere = (path: string) => path.startsWith('tests/architecture/')

/** The lines on which a pattern stands, as `12: the line`. */
function lines(pattern: RegExp): Habit['finds'] {
  return ({ text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${index + 1}: ${line.trim()}`] : []))
}

export const habits: Habit[] = [
  {
    name: 'a way to write past the one door',
    applies: (path) => /^(server|db\/demo)\/.*\.ts$/.test(path) && path !== 'server/commands/run.ts',
    finds: lines(
      /\b(db|database|store)\s*\.\s*write\b|\{[^}]*\bwrite\b[^}]*\}\s*=\s*[\w.]*(db|database|store)\b/i,
    ),
    bites: { path: 'server/features/visit/commands.ts', text: 'await deps.db.write(async (tx) => {' },
  },
  {
    name: 'a second writer of the log',
    applies: (path) => /^(server|db|shared)\/.*\.ts$/.test(path) && path !== 'server/feed/log.ts',
    finds: lines(/\b(insert|update|delete)\(\s*(\w+\.)?change\s*\)/),
    bites: { path: 'server/features/visit/commands.ts', text: 'await tx.insert(schema.change).values(row)' },
  },
  {
    name: 'a second writer of who looked',
    applies: (path) => /^(server|db\/demo)\/.*\.ts$/.test(path) && path !== 'server/queries/run.ts',
    finds: lines(
      /\b(db|database|store)\s*\.\s*note\b|\{[^}]*\bnote\b[^}]*\}\s*=\s*[\w.]*(db|database|store)\b/i,
    ),
    bites: { path: 'server/http/routes.ts', text: 'const { read, note } = parts.db' },
  },
  {
    name: 'a second way to write down who looked',
    applies: (path) => /^(server|db|shared)\/.*\.ts$/.test(path) && path !== 'server/rows/looks.ts',
    finds: lines(/\b(insert|update|delete)\(\s*(\w+\.)?(looked|lookToReview)\s*\)/),
    bites: { path: 'server/queries/run.ts', text: 'db.insert(looked).values({' },
  },
  {
    name: 'a field that keeps a paste out',
    applies: (path) => path.startsWith('client/'),
    finds: lines(/@(before)?paste|@beforeinput|\bonpaste\b|['"](before)?paste['"]/i),
    bites: { path: 'client/ui/TextField.vue', text: '<input @paste.prevent />' },
  },
  {
    name: 'a second place that reads the table of access',
    applies: (path) =>
      /^(shared|db|server|client)\/.*\.(ts|vue|mjs)$/.test(path) &&
      !/^shared\/(domain\/access|contract\/accessTable)\.ts$/.test(path),
    finds: lines(/\baccessTable\b(?!\.ts)/),
    bites: { path: 'server/features/log/page.ts', text: "if (accessTable[sight].notes.yes === 'shown')" },
  },
  {
    name: 'over 300 lines',
    applies: (path) => /^(shared|db|server|client|tests)\/.*\.(ts|vue|mjs|css|scss)$/.test(path),
    finds({ text }) {
      const count = text.trimEnd().split('\n').length
      return count > 300 ? [`${count} lines`] : []
    },
    bites: { path: 'shared/domain/board.ts', text: 'x\n'.repeat(301) },
  },
  {
    // What only one engine can do is tested on that one: `runIf(dialect === …)` is no switch.
    name: 'a test that is switched off',
    applies: (path) => /^tests\/.*\.ts$/.test(path) && !isHere(path),
    finds: lines(
      /\b(it|test|describe|suite)(\.\w+)?\.(skip|only|todo|fails|fixme|skipIf|runIf(?!\(dialect === ))\b|\bx(it|test|describe)\(/,
    ),
    bites: { path: 'tests/server/door.test.ts', text: 'describe.concurrent.only("the door", () => {' },
  },
  {
    name: 'a default export',
    applies: (path) =>
      /\.(ts|mjs|js)$/.test(path) && !isConfig(path) && !isHere(path) && !path.endsWith('.d.ts'),
    finds: lines(/^\s*export\s+default\b|\bexport\s*\{[^}]*\bas\s+default\b/),
    bites: { path: 'client/router.ts', text: 'export default createRouter()' },
  },
  {
    name: 'a barrel besides the contract and the tables',
    applies: (path) =>
      isCode(path) && !/^(shared\/contract|db\/schema)\/index\.ts$/.test(path) && !isHere(path),
    finds: lines(/^\s*export\s+\*/),
    bites: { path: 'client/ui/index.ts', text: "export * from './ActionButton.vue'" },
  },
  {
    name: 'something left undone',
    applies: (path) => !isHere(path) && !path.startsWith('.'),
    finds: lines(/\b(TODO|FIXME|XXX|HACK)\b|not implemented|coming soon|placeholder data/i),
    bites: { path: 'server/app.ts', text: '// todo: close the sockets' },
  },
  {
    name: 'a path of somebody’s machine',
    applies: () => true,
    finds: lines(/(^|[^A-Za-z.\w])\/(work|farm|root|home|Users)\/\w|\b[A-Z]:\\Users\\|\/tmp\/[a-z]/),
    bites: { path: 'docs/install.md', text: `cd ${['', 'home', 'sam', 'alongside'].join('/')}` },
  },
  {
    name: 'state of the module’s own on the server',
    applies: (path) => /^server\/.*\.ts$/.test(path),
    finds: lines(/^(export )?(let|var)\s|^(export )?const \w+.* = new (Map|Set|WeakMap|WeakSet)(<.*>)?\(\)/),
    bites: { path: 'server/http/limits.ts', text: 'const seen = new Map<string, number>()' },
  },
  {
    name: 'no word at its head on why it exists',
    applies: (path) => isCode(path) && !path.endsWith('.d.ts'),
    finds({ text }) {
      const first = text.split('\n').find((line) => line.trim() !== '' && !/^(<script|#!)/.test(line)) ?? ''
      return /^\s*(\/\*|\/\/|<!--)/.test(first) ? [] : [first.trim()]
    },
    bites: {
      path: 'client/ui/ActionButton.vue',
      text: '<script setup lang="ts">\nimport { ref } from \'vue\'\n',
    },
  },
  {
    name: 'an import of ours without its ending',
    applies: (path) => isCode(path) && !isHere(path),
    finds: lines(/\b(from|import)\s*\(?\s*'\.\.?\/[^']*\/?(?<!\.(ts|vue|mjs|js|css|scss|json|svg))'/),
    bites: { path: 'server/app.ts', text: "import { createDoor } from './commands/run'" },
  },
  {
    name: 'a name that says nothing, or is written another way than the others',
    // Words that every page uses are what common.ts among the messages holds: there the name says it.
    applies: (path) => isCode(path) && !/^client\/messages\/\w+\/common\.ts$/.test(path),
    finds({ path }) {
      const file = path.split('/').at(-1) ?? ''
      const isVue = file.endsWith('.vue')
      const shape = isVue
        ? /^[A-Z][A-Za-z0-9]*\.vue$/
        : /^[a-z][A-Za-z0-9]*(\.(fuzz|test|spec|config|d))*\.(ts|mjs)$/
      const empty = /(entity|entities|utils?|helpers?|commons?|services?|misc|stuff)(\.|[A-Z]|$)/i
      return shape.test(file) && !empty.test(file) ? [] : [file]
    },
    bites: { path: 'server/features/visit/visitUtils.ts', text: '' },
  },
]
