/* Why: what the centre is: its name before anybody signs in, and after that its zone, spaces, agencies and what it
   made of the lists. Asked at each sign-in, and by App.vue again after a gap and every hour. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Answer } from '../../shared/contract/index.ts'
import { ask } from './ask.ts'
import { clock } from './clock.ts'

export const useCentre = defineStore('centre', () => {
  const facts = shallowRef<Answer<'centre'> | null>(null)
  const door = shallowRef<Answer<'centre.door'> | null>(null)

  const name = computed(() => facts.value?.name ?? door.value?.name ?? 'Alongside')
  const zone = computed(() => facts.value?.timeZone ?? 'Europe/London')
  const spaces = computed(() => new Map(facts.value?.spaces.map((space) => [space.id, space])))

  /** Asks for the centre and sets the clock by it. */
  async function load() {
    const askedAt = clock.device()
    const answer = await ask('centre', {})
    if (answer.ok) {
      facts.value = answer.value
      clock.sync(answer.value.now, askedAt, answer.value.clockSpeed)
    }
    return answer
  }

  /** Asks what the sign-in page may say. */
  async function knock() {
    const answer = await ask('centre.door', {})
    if (answer.ok) door.value = answer.value
    return answer
  }

  /** What a space is called, '' for one we don't know. */
  const spaceName = (id: string | null): string => (id === null ? '' : (spaces.value.get(id)?.name ?? ''))

  return { facts, door, name, zone, spaces, spaceName, load, knock }
})
