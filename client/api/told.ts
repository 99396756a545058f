/* Why: any call may be the one that finds out that the sign-in has ended. Calls say so here; the session listens,
   so that neither needs to know the other. */
const listeners = new Set<() => void>()

export const told = {
  /** The server knows nobody behind this cookie. */
  signedOut: (): void => {
    for (const listener of listeners) listener()
  },
}
/** Calls `listener` each time; returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
