/** What a walk of the log found, in sentences for an operator or an inspector. */
import { formatDate, formatTime } from '../../shared/domain/clockWords.ts'
import { localDay } from '../../shared/domain/days.ts'
import type { Flaw } from '../../shared/contract/proof.ts'
import type { ToldAgain } from '../holding/again.ts'
import type { Verdict } from '../proof/verify.ts'
import type { CentreName } from '../centres.ts'

const flaws: Record<Flaw, (seq: string) => string> = {
  missing: (seq) => `entry ${seq} is missing`,
  changed: (seq) => `entry ${seq} isn’t what was written: it was changed, moved or put in`,
  beyondHead: (seq) => `entry ${seq} was put in after the end`,
  headChanged: (seq) => `the head doesn’t fit entry ${seq}`,
  notAsCheckpoint: (seq) => `entry ${seq} isn’t the one of the checkpoint: the log was written anew`,
}
const shownWords = 20
const number = (n: number) => n.toLocaleString('en-GB')

export function verdictInWords(centre: CentreName, verdict: Verdict): string[] {
  const { entries, until, checkpoint, firstFlaw, words, unnamedWords } = verdict
  const when =
    until === null
      ? ''
      : `, until ${formatTime(until, centre.timeZone)} on ${formatDate(localDay(until, centre.timeZone), 'short')}`
  const sentences: string[] = []
  if (firstFlaw) {
    sentences.push(
      `${centre.name}: not whole. The first fault: ${flaws[firstFlaw.flaw](number(firstFlaw.seq))}.`,
    )
  } else {
    sentences.push(`${centre.name}: ${number(entries)} entries, whole${when}.`)
    sentences.push(`Checkpoint ${checkpoint.seq}:${checkpoint.hash}`)
  }
  for (const { seq, field, flaw } of words.slice(0, shownWords)) {
    const what = flaw === 'missing' ? 'are gone' : 'were changed'
    sentences.push(`Words (${field}) that entry ${number(seq)} names ${what}.`)
  }
  if (words.length > shownWords) sentences.push(`And ${number(words.length - shownWords)} more.`)
  if (unnamedWords > 0) sentences.push(`${number(unnamedWords)} words stand there that no entry names.`)
  return sentences
}

/** Rows under their headings, in columns as wide as they need; what isn't there is a dash. */
export function tableInWords(columns: readonly string[], rows: readonly Record<string, unknown>[]): string {
  if (rows.length === 0) return 'There is nothing here yet.'
  const cell = (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–'
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    if (name.endsWith('At') && typeof value === 'number') return new Date(value).toISOString().slice(0, 10)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
  }
  const lines = [columns, ...rows.map((row) => columns.map((name) => cell(name, row[name])))]
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => (line[place] ?? '').length)))
  return lines
    .map((line) =>
      line
        .map((text, place) => text.padEnd(widths[place] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** How many checkpoints a centre's log was held against. */
export function keptInWords(count: number): string {
  if (count === 0) return 'There is no checkpoint of this centre in the file.'
  return `Held against ${count === 1 ? '1 checkpoint' : `${number(count)} checkpoints`} kept outside.`
}

/** What a restored database was told again; null: there was no list to tell it from. */
export function againInWords(again: ToldAgain | null): string[] {
  if (again === null) {
    return [
      'There was no list: what was erased after this backup was taken is there again, what people chose since about who may know what is not, and who left since can sign in.',
    ]
  }
  const { people, visits, enquiries, choices, leavers, undone } = again
  const all = people + visits + enquiries + choices + leavers
  const of = (n: number, one: string, several: string) => `${number(n)} ${n === 1 ? one : several}`
  const done =
    all === 0
      ? 'Nothing on the list was erased or chosen after this backup, and nobody left.'
      : `After this backup ${of(people, 'person was', 'people were')} erased, ${of(visits, 'visit', 'visits')} alone, ${of(enquiries, 'enquiry', 'enquiries')}; people chose ${of(choices, 'time', 'times')} who may know what, and ${of(leavers, 'worker', 'workers')} left: that has been done again.`
  const left = undone.map(
    ({ kind, subject, state }) => `${kind} ${subject} could not be done again (${state}): see to it by hand.`,
  )
  return all === 0 && left.length > 0 ? left : [done, ...left]
}
