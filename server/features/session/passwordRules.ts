/**
 * Which passwords may be chosen, by NIST SP 800-63B (rev. 4, 3.1.1.2): at least twelve signs, no rules of
 * composition, nothing that many people choose, nothing made of the user name or the centre's. The list of the
 * common ones is zxcvbn-ts's 49,000 (MIT), here on the server alone and read when somebody chooses a password.
 * A password that is kept already is never looked at again.
 */
import { foldUsername } from '../../../shared/domain/username.ts'

/** In signs as somebody counts them. */
export const leastLength = 12
/** With fewer different signs than this it is a pattern, however long. */
const leastDifferent = 5
/** Letters besides a name's own that make a password more than the name. */
const leastOwn = 4

export type PasswordTrouble = 'passwordTooShort' | 'passwordTooCommon' | 'passwordLikeName'

/** `names`: the user name, what they are called, the centre. Null: it may be chosen. */
export async function passwordTrouble(
  password: string,
  names: readonly string[],
): Promise<PasswordTrouble | null> {
  const folded = foldUsername(password)
  if ([...folded].length < leastLength) return 'passwordTooShort'
  if (new Set(folded).size < leastDifferent || /^\d+$/.test(folded)) return 'passwordTooCommon'
  const common = await commonPasswords()
  if (common.has(folded) || common.has(undressed(folded))) return 'passwordTooCommon'
  return isMadeOf(folded, [...names, 'alongside']) ? 'passwordLikeName' : null
}

/** "Password2024!" and "qwertyqwerty" are "password" and "qwerty": without what stands around it, said once. */
function undressed(folded: string): string {
  const signs = [...folded]
  const isLetter = (sign: string) => /\p{L}/u.test(sign)
  const bare = signs.slice(signs.findIndex(isLetter), signs.findLastIndex(isLetter) + 1).join('')
  for (let length = 1; length <= bare.length / 2; length++) {
    const once = bare.slice(0, length)
    if (once.repeat(bare.length / length) === bare) return once
  }
  return bare
}

function isMadeOf(folded: string, names: readonly string[]): boolean {
  const parts = names
    .flatMap((name) => foldUsername(name).split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length > 2)
    .sort((one, two) => two.length - one.length)
  const left = parts.reduce((text, part) => text.replaceAll(part, ''), folded)
  return left !== folded && left.replace(/[^\p{L}]/gu, '').length < leastOwn
}

/** Some megabytes that most servers need once a month: Node keeps the module, nobody else does. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}
