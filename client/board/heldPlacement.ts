/**
 * The order the board shows, which follows the true one except while somebody's finger or focus is in it.
 * What a card says is always live; only its place waits. Nobody is hidden without a word: what waits is counted.
 */
import { computed, readonly, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Card } from '../../shared/contract/board.ts'
import { boardGroups, samePlacement, type BoardGroup, type Placement } from './boardGroups.ts'

export interface HeldPlacement {
  /** Ids in the places they are shown in. */
  shown: Readonly<Ref<Placement>>
  /** Whether the true order is another one. */
  isWaiting: ComputedRef<boolean>
  /** For each group, ids that will come into it from another group or from the door. */
  coming: ComputedRef<Record<BoardGroup, string[]>>
  /** A card as it was last known, for one that has gone while its place is held. */
  lastKnown(id: string): Card | undefined
  /** Takes the true order, held or not. */
  update(): void
}

export function useHeldPlacement(
  current: ComputedRef<Placement>,
  cards: () => ReadonlyMap<string, Card>,
  isHeld: Readonly<Ref<boolean>>,
): HeldPlacement {
  const shown = shallowRef(current.value)
  let known = new Map(cards())

  const update = () => {
    shown.value = current.value
    known = new Map(cards())
  }
  watch([current, isHeld], () => {
    if (!isHeld.value) update()
  })

  const isWaiting = computed(
    () => shown.value !== current.value && !samePlacement(shown.value, current.value),
  )
  const coming = computed(() => {
    const groups = {} as Record<BoardGroup, string[]> // filled for every group in the next line
    for (const group of boardGroups) {
      const there = new Set(shown.value[group])
      groups[group] = isWaiting.value ? current.value[group].filter((id) => !there.has(id)) : []
    }
    return groups
  })
  return { shown: readonly(shown), isWaiting, coming, lastKnown: (id) => known.get(id), update }
}
