/* Why: a form's errors, ours and the server's, under the fields and in the summary, in the same words. What was
   typed is never touched. */
import type * as z from 'zod/mini'
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { NotDone } from './call.ts'
import { fieldSentence, troubleSentence } from './refusal.ts'

export interface Form<S extends z.ZodMiniType> {
  /** Sentence by field name, for a field's `error`. */
  errors: Readonly<ShallowRef<Readonly<Record<string, string>>>>
  /** For ErrorSummary: id of the field and its sentence. */
  summary: ComputedRef<{ id: string; text: string }[]>
  /** A sentence about the press as a whole, '' for none. */
  trouble: Readonly<ShallowRef<string>>
  /** The parsed input, or null with `errors` set. Without a schema the input as it is. */
  check(input: z.input<S>): z.output<S> | null
  /** Puts the server's answer where it belongs: under fields, or in `trouble`. */
  take(answer: NotDone): void
  say(field: string, sentence: string): void
  clear(): void
}

/**
 * `schema` is the command's input from the contract, or null where the server's word is enough (pages of the first
 * load do without zod). `ids` says which element each field is (its own name where it isn't named); `words`
 * replaces the general sentence for a field.
 */
export function useForm<S extends z.ZodMiniType>(
  schema: S | null,
  { ids = {}, words = {} }: { ids?: Record<string, string>; words?: Record<string, string> } = {},
): Form<S> {
  const errors = shallowRef<Readonly<Record<string, string>>>({})
  const trouble = shallowRef('')

  function set(issues: readonly { field: string; message: string; code?: string }[]): void {
    const found: Record<string, string> = {}
    for (const issue of issues) found[issue.field] ??= words[issue.field] ?? fieldSentence(issue)
    errors.value = found
  }

  return {
    errors,
    trouble,
    summary: computed(() =>
      Object.entries(errors.value).map(([field, text]) => ({ id: ids[field] ?? field, text })),
    ),
    check(input) {
      trouble.value = ''
      errors.value = {}
      // Without a schema what goes in comes out: the server looks at it.
      if (!schema) return input as z.output<S>
      const parsed = schema.safeParse(input)
      if (parsed.success) return parsed.data
      set(parsed.error.issues.map((issue) => ({ ...issue, field: String(issue.path[0] ?? '') })))
      return null
    },
    take(answer) {
      const issues = answer.kind === 'invalid' ? answer.issues.filter((issue) => issue.path) : []
      set(issues.map((issue) => ({ ...issue, field: issue.path.split('.')[0] ?? '' })))
      trouble.value = issues.length > 0 ? '' : troubleSentence(answer)
    },
    say(field, sentence) {
      errors.value = { ...errors.value, [field]: sentence }
    },
    clear() {
      errors.value = {}
      trouble.value = ''
    },
  }
}
