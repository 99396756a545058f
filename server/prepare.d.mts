/** What TypeScript may know of prepare.mjs, which is plain JavaScript for the oldest Node we take. */
export const root: string
/** True when dist was built whole from the sources as they are now. */
export function isBuilt(): boolean
