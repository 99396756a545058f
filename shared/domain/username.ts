/** One user name for one account, whatever the capitals or spaces somebody's phone put in. */
export function foldUsername(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
