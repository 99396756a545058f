/**
 * Somebody's words inside a sentence of ours, kept apart from it (Unicode's first strong isolate), so that a name
 * written from right to left doesn't turn round what stands beside it.
 */
export const apart = (words: string): string => `\u2068${words}\u2069`
