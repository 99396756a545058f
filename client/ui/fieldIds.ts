/* Why: a field, its hint and its error belong together by id, the same way in every kind of field. */
import { computed, useId, type ComputedRef } from 'vue'

/** Ids for one field. `describedBy` is what the input points at; undefined where there is nothing to say. */
export function useFieldIds(
  given: () => { id?: string; hint?: string; error?: string; hasHintSlot?: boolean },
): ComputedRef<{ field: string; hint: string; error: string; describedBy: string | undefined }> {
  const made = useId()
  return computed(() => {
    const { id, hint, error, hasHintSlot } = given()
    const field = id ?? made
    const parts = [hint || hasHintSlot ? `${field}-hint` : '', error ? `${field}-error` : ''].filter(Boolean)
    return {
      field,
      hint: `${field}-hint`,
      error: `${field}-error`,
      describedBy: parts.join(' ') || undefined,
    }
  })
}
