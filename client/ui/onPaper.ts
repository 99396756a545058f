/* Why: whose records are on a sheet of paper, said by the parts of a page that show them: whatever way printing
   begins, it is known then whom it is about. */
import { onScopeDispose } from 'vue'
import type { Taking } from '../../shared/contract/look.ts'

export interface Sheet {
  /** Visits and people. */
  subjects: readonly string[]
  /** How it is told where this part alone is printed. */
  what?: Taking
}

const sheets = new Set<() => Sheet>()

/** While this part stands, a sheet of its page shows these. */
export function useOnPaper(sheet: () => Sheet): void {
  sheets.add(sheet)
  onScopeDispose(() => sheets.delete(sheet))
}

/** All that a sheet would show now; null where no part of the page has said anything. */
export function onPaper(): Required<Sheet> | null {
  if (sheets.size === 0) return null
  const all = [...sheets].map((sheet) => sheet())
  const what = all.findLast((one) => one.what !== undefined)?.what ?? 'printed'
  return { what, subjects: [...new Set(all.flatMap((one) => one.subjects))] }
}
