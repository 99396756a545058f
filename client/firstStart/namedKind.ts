/* Why: what is typed of an agency or a space before there is a centre. */
export interface NamedKind {
  name: string
  kind: string
}

/** Those with a name, and whether each of them has a kind too. */
export function filled(rows: readonly NamedKind[]): { rows: NamedKind[]; isWhole: boolean } {
  const named = rows.map(({ name, kind }) => ({ name: name.trim(), kind })).filter((one) => one.name !== '')
  return { rows: named, isWhole: named.every((one) => one.kind !== '') }
}
