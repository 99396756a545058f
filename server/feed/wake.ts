/** The bell: somebody committed something for this centre. On PostgreSQL other servers ring it too. */
export interface Wake {
  ring(centreId: string): void
  onRing(listener: (centreId: string) => void): () => void
}

export function createWake(): Wake {
  const listeners = new Set<(centreId: string) => void>()
  return {
    ring(centreId) {
      for (const listener of listeners) listener(centreId)
    },
    onRing(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
