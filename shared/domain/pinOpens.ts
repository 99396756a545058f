/** How long after it last heard from the server a shared device still opens with a PIN alone, ms: a long weekend. */
export const pinOpensFor = 72 * 3_600_000
