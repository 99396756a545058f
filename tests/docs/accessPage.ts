/** docs/access.md as the table says it: read by whoever has to answer for who sees what, and by nobody's memory. */
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { format } from 'prettier'
import {
  accessTable,
  type Effect,
  type Sight,
  sightOf,
  sights,
  type Standing,
  standings,
  type Topic,
  topics,
} from '../../shared/contract/accessTable.ts'
import { roleKeys } from '../../shared/contract/roleGroups.ts'
import { roles } from '../../shared/lists/roles.ts'

export const accessFile = join(resolve(import.meta.dirname, '../..'), 'docs/access.md')

const topicWords: Record<Topic, string> = {
  name: 'Name and times: what they are called, who they are, earlier visits',
  wishes: 'Wishes and reasons: what they would like, their words, what brings them',
  notes: 'Notes',
  helps: 'What helps, and what they need',
  promises: 'Promises',
  safetyPlan: 'Safety plan',
}
const standingWords: Record<Standing, string> = {
  notAsked: 'Not asked',
  ratherNotSay: 'Rather not say',
  yes: 'Yes',
  no: 'No',
  ownRecord: 'A colleague’s own record, not chosen',
  restricted: 'Restricted, not let in',
}
const effectWords: Record<Effect, string> = {
  shown: 'shown',
  asMeant: 'as meant',
  theirs: 'to or by them',
  blank: 'blank',
}

const nameOf = (key: string) => roles.find((role) => role.key === key)?.label ?? 'A screen on the wall'
const rolesOf = (sight: Sight) => roleKeys.filter((key) => sightOf(key) === sight).map(nameOf)

function section(sight: Sight): string {
  const head = ['Topic', ...standings.map((one) => standingWords[one])]
  const rows = topics.map((topic) => [
    topicWords[topic],
    ...standings.map((standing) => effectWords[accessTable[sight][topic][standing]]),
  ])
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `## ${rolesOf(sight).join(', ')}`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n')
}

const lead = `# Who may know what

This page is written from the table of \`shared/contract/accessTable.ts\` by \`npm run docs:access\`; a test fails
while they differ, and every cell is a test on both engines (\`table\`, \`closed\` and \`restriction\` in \`tests/server/access\`).

The columns are what the person said of **the agency that whoever looks works for**. What they said of another
agency changes nothing here, but for a screen on the wall, which every agency sees: there one no is enough.

- **shown**: all of it.
- **as meant**: what the person, or the person and the writer together, meant for whoever looks. On a board reasons
  and own words stand only where the person said so; a note is read by those it was written for; a wall has a name
  only where the person agreed to it. “Someone is hurting or frightening me” is never on a board, a wall or a print.
- **to or by them**: promises to or by that worker or their agency.
- **blank**: nothing but what one wrote oneself. A card stays on the board, without what is blank: who is in the
  building is everybody’s safety. Whom somebody would rather not be met by stays too, or the wish would be broken.

What the person says about a note that they dispute stands beside it, for whoever may read that note, and nobody else.
Anybody who may read it may write that down with them.

**Restricted** (UK GDPR, article 18): the person asked that what is written about them is kept and used for nothing.
Their visits that are over, and what is known about them, open only to workers whom they let in, and to whoever opens
them for a serious reason that is written down; a search, the log, a review and a copy leave them blank, they count in
no figure that counts people, and they can't be erased meanwhile. For everybody's safety a visit that is still open
stays on the board as it was, with what is said in it. A manager lifts it, with a word, once the person was told.

A **carer or supporter** has a record of their own. That one supports the other stands on neither record but on the visit
pages of both, for the team, and for those of it alone to whom the name of each is open; to one of the two who works here,
and in a copy, it is there once both said that the other may know.

**An objection** to research and planning is left out of every list and file that is made for them; \`shared/domain/givenOut.ts\`
says so, and every query that gives rows about people to take away goes through it. Figures that hold nobody, and what
the person is given of their own, aren't touched by it. What is restricted leaves for nothing but to be given to them.

Whoever looks at a record of their own sees it as the team does after a yes, whatever their role.
`

export const accessPage = (): Promise<string> =>
  format([lead, ...sights.map(section)].join('\n'), { parser: 'markdown', printWidth: 110 })

if (process.argv[1] === import.meta.filename) await writeFile(accessFile, await accessPage())
