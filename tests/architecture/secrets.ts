/* Why: a secret that is once in the repository is everybody's. What looks like one: a private key, a token of a service,
   a signed sign-in, anything long and random that a name calls a secret, and any file of an environment. */
import type { Source } from './sources.ts'

const shapes: readonly [string, RegExp][] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/],
  [
    'a token of a service',
    /\b(gh[pousr]_\w{36,}|github_pat_\w{22,}|npm_\w{36,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,})/,
  ],
  ['a key of a cloud', /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bsk-[A-Za-z0-9_-]{32,}|\bAIza[\w-]{35}\b/],
  ['a signed token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{20,}/],
  [
    'an address with a password',
    /\b[a-z]+:\/\/[^\s:/@'"`$]+:(?!pass(word)?@|secret@|\$|\*)[^\s:/@'"`$<>{}]{8,}@(?!localhost|127\.)/,
  ],
]
/** `secret: '…'`, `API_KEY=…`, `"clientSecret": "…"`: what stands behind it is looked at by `isRandom`. */
const named =
  /(secret|passw(or)?d|passphrase|token|api_?key|private_?key|credential)\w*["']?\s*[:=]\s*["'`]?([\w+/=.~-]{24,})/gi

/** Long, of letters and digits, and of too many different signs to be words; hex has but sixteen, and hardly ever all. */
function isRandom(text: string): boolean {
  const isMixed = /\d/.test(text) && /[a-z]/i.test(text) && !/[.]\w+[.(]|^\w+\.\w+/.test(text)
  const enough = /^[\da-f]+$/i.test(text) ? 10 : 14
  return isMixed && new Set(text).size >= enough && (text.match(/\d/g) ?? []).length >= 3
}

/** What in this file looks like a secret, by kind and line: never the secret itself. */
export function secretsIn({ path, text }: Source): string[] {
  const file = /(^|\/)\.env(\.|$)|\.(pem|key|p12|pfx|keystore)$|(^|\/)id_(rsa|ed25519|ecdsa)$/.test(path)
  const found = text.split('\n').flatMap((line, index) => {
    const kinds = shapes.filter(([, shape]) => shape.test(line)).map(([kind]) => kind)
    const assigned = [...line.matchAll(named)].filter(([, , , value = '']) => isRandom(value))
    return [...kinds, ...assigned.map(() => 'something random called a secret')].map(
      (kind) => `${path}:${index + 1}: ${kind}`,
    )
  })
  return file ? [`${path}: a file that holds secrets`, ...found] : found
}
