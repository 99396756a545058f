/**
 * A change as a sentence: which one, and what goes into it. The words themselves are the client's messages,
 * so that they can be translated; nothing here holds what anybody said but what the entry carries.
 */
import type { Entry } from '../contract/log.ts'

export interface Sentence {
  /** The message: 'arrived', 'pickedUp' …, some with a variant such as 'cameOnAsLead'. */
  key: string
  /** Names and other plain text, already known. */
  texts: { by: string; to: string; space: string }
  /** Keys that the reader's own lists give words for. */
  role: string | null
  /** Undefined: the change says nothing of wishes. Null: put back to not asked. */
  wishes: readonly string[] | null | undefined
  /** UTC ms: when they're expected back, or the true time of a late entry. */
  at: number | null
  /** What was said with it, where this reader may see it. */
  words: string[]
}

type Data = Record<string, unknown>
const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** Kinds whose sentence depends on their data. */
const variants: Partial<Record<Entry['kind'], (data: Data) => string>> = {
  'visit.arrived': (data) => (data.isWelcomed ? 'arrivedWelcomed' : 'arrived'),
  'visit.changed': changed,
  'visit.steppedAway': (data) =>
    data.hadBegun ? (data.newLead ? 'steppedAwayPassing' : 'steppedAway') : 'tookBack',
  'note.written': (data) => (data.disputes ? 'statementWritten' : 'noteWritten'),
  'visit.left': (data) => (data.isWorried ? 'leftWorried' : 'left'),
  'visit.steppedOut': (data) => (data.until ? 'steppedOutUntil' : 'steppedOut'),
  'visit.workerWentHome': (data) => (data.newLead ? 'workerWentHomePassing' : 'workerWentHome'),
  'session.began': (data) => (data.isByPin ? 'sessionBeganByPin' : 'sessionBegan'),
  'team.cameOn': (data) => (data.asLead ? 'cameOnAsLead' : 'cameOn'),
}

function changed(data: Data): string {
  const fields = ((data.said ?? []) as { field: string }[]).map((one) => one.field)
  if (fields.includes('words')) return 'saidWords'
  if (fields.includes('label')) return 'named'
  if ('wants' in data) return 'wished'
  if ('spaceId' in data) return data.spaceId ? 'moved' : 'movedNowhere'
  if (fields.includes('reasons')) return 'reasons'
  if (fields.includes('feeling') || fields.includes('feelingSkipped')) return 'feeling'
  return 'changed'
}

/** 'pickedUp' for 'visit.pickedUp'; other nouns keep their own: 'noteWritten', 'sessionEnded'. */
export function plainKey(kind: Entry['kind']): string {
  const [noun = '', verb = ''] = kind.split('.')
  return noun === 'visit' || noun === 'team' ? verb : noun + verb.charAt(0).toUpperCase() + verb.slice(1)
}

/** Who a change is about besides whoever did it. */
function other({ kind, data, names }: Pick<Entry, 'kind' | 'data' | 'names'>): string {
  const id =
    kind === 'visit.workerWentHome'
      ? data.staffId
      : (data.to ?? data.from ?? data.newLead ?? data.toAgencyId ?? data.by)
  return names[text(id)] ?? ''
}

export function sentenceOf(entry: Entry): Sentence {
  const { kind, data, names } = entry
  const variant = variants[kind]
  const at = kind === 'visit.steppedOut' ? data.until : kind === 'visit.arrived' ? data.arrivedAt : null
  return {
    key: variant ? variant(data) : plainKey(kind),
    texts: {
      by: kind === 'visit.welcomed' ? (names[text(data.by)] ?? entry.by?.name ?? '') : (entry.by?.name ?? ''),
      to: /^(team|account|pass|secondFactor|passkey|signInProvider)\./.test(kind)
        ? (names[entry.subject] ?? '')
        : other(entry),
      space: names[text(data.spaceId)] ?? '',
    },
    role: text(data.toRole) || text(data.role) || null,
    wishes: 'wants' in data ? (data.wants as string[] | null) : undefined,
    at: typeof at === 'number' ? at : null,
    words: Object.values(entry.said).filter((one) => typeof one === 'string'),
  }
}
