/* Why: a sentence of a message file with what is filled in: `{name}` for a part, ` | ` between forms for none, one
   and many. Nothing is ever compiled to code, so the content policy can forbid eval. */

/**
 * The form for `count` of a message: 'always' · 'one | many' · 'none | one | many'. Of two forms, none takes the
 * one for many.
 */
export function formFor(message: string, count: number): string {
  const forms = message.split(' | ')
  const many = forms.length - 1
  if (many === 0) return message
  if (count === 0) return forms[many === 1 ? 1 : 0] ?? ''
  return forms[Math.abs(count) === 1 ? many - 1 : many] ?? ''
}

/** What chooses the form: a count given by itself, or filled in as `n`; else one. */
export function countIn(filled: Record<string, unknown>, count?: number): number {
  if (count !== undefined) return count
  return typeof filled.n === 'number' ? filled.n : 1
}

/** The parts of a form in turn: words at even places, names of what is filled in at odd ones. */
export function partsOf(form: string): string[] {
  return form.split(/\{(\w+)\}/)
}

/** The whole sentence. A name that isn't given leaves its place empty; "Jo M." at its end brings the full stop along. */
export function fillIn(form: string, filled: Record<string, unknown>): string {
  let sentence = ''
  for (const [place, part] of partsOf(form).entries()) {
    const text = place % 2 === 0 ? part : textOf(filled[part])
    sentence += place % 2 === 0 && text.startsWith('.') && endsInStop.test(sentence) ? text.slice(1) : text
  }
  return sentence
}

/** Also where marks of direction stand around a name. */
const endsInStop = /\.\u2069?$/

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
