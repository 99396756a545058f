/* Why: one shape for everything one can choose from, in chips, radios and tick boxes alike. */

/** A choice: its key, its words, and a second line where it needs one. */
export interface Choice {
  value: string
  label: string
  hint?: string
  isOff?: boolean
}
