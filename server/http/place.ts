/** Where a session is, roughly, from what its browser says of itself: for its owner to know it by. */
import type { browsers, systems } from '../../shared/contract/ownSessions.ts'

export interface Place {
  browser: (typeof browsers)[number]
  system: (typeof systems)[number]
}

/** In this order: every browser calls itself by the names of those before it. */
const browserSigns = [
  ['edge', /\bEdg(e|A|iOS)?\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
  ['chrome', /\b(Chrome|CriOS)\//],
  ['safari', /\bSafari\//],
  ['other', /^Mozilla\//],
] as const
const systemSigns = [
  ['android', /\bAndroid\b/],
  ['ios', /\b(iPhone|iPad|iPod)\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMac OS X\b/],
  ['linux', /\bLinux\b/],
] as const

export function placeOf(userAgent: string | undefined): Place {
  // As much of it as any browser needs: a longer one is nobody's.
  const said = (userAgent ?? '').slice(0, 400)
  const keyOf = <K extends string>(signs: readonly (readonly [K, RegExp])[]) =>
    signs.find(([, sign]) => sign.test(said))?.[0]
  return { browser: keyOf(browserSigns) ?? 'program', system: keyOf(systemSigns) ?? 'other' }
}
