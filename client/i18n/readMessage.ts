/* Why: turns a sentence of a message file into what vue-i18n runs: `{name}` for what is filled in, ` | ` between
   forms for one and for many. Ten lines in place of a parser of 8 kB, and nothing is ever compiled to code. */
import type { MessageContext } from 'vue-i18n'

/** What vue-i18n gives a message to work with; two of its functions are missing from its published types. */
type Context<T> = MessageContext<T> & {
  interpolate: (value: unknown) => T
  normalize: (parts: T[]) => T
}

/**
 * One form or several: 'nobody | 1 person | {n} people'; with two forms the first is for one. What is filled in
 * may be an element (Translation with a slot, for a name in its own <bdi>), so the context puts parts together.
 */
export function readMessage<T = string>(message: string): (context: Context<T>) => T {
  const forms = message.split(' | ').map((form) => form.split(/\{(\w+)\}/))
  return (context) => {
    const said = forms.map((form) =>
      context.normalize(
        form.map((part, place) =>
          // Words are T where T is text; where it is an element, normalize makes one of them.
          place % 2 === 0 ? (part as T) : context.interpolate(context.named(part) ?? ''),
        ),
      ),
    )
    // Of one form alone plural() would take the second, which isn't there.
    const [only, ...others] = said
    return only !== undefined && others.length === 0 ? only : context.plural(said)
  }
}
