/* Why: any call may be the one that finds out that the sign-in has ended, or that the line is dead. Calls say so
   here; the session and the live picture listen, so that none needs to know the other. */
type Listener = () => void
const onEnd = new Set<Listener>()
const onMiss = new Set<Listener>()

export const told = {
  /** The server knows nobody behind this cookie. */
  signedOut: (): void => onEnd.forEach((listener) => listener()),
  /** A press got no answer. */
  unreached: (): void => onMiss.forEach((listener) => listener()),
}

/** Calls `listener` each time; returns how to stop. */
export function onSignedOut(listener: Listener): () => void {
  onEnd.add(listener)
  return () => onEnd.delete(listener)
}
/** The same for presses without an answer. */
export function onUnreached(listener: Listener): () => void {
  onMiss.add(listener)
  return () => onMiss.delete(listener)
}
