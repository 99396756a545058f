// How a visit happens. Only people who are here in person count as in the building.
import type { Word } from './word.ts'

interface ChannelFacts {
  /** Counted among those in the building: boards, the wall and the roll call say the same. */
  readonly isInTheBuilding: boolean
}

const rows = [
  { key: 'inPerson', label: 'In person', isInTheBuilding: true },
  { key: 'phone', label: 'By phone', isInTheBuilding: false },
  { key: 'video', label: 'By video', isInTheBuilding: false },
  { key: 'message', label: 'By message', isInTheBuilding: false },
  { key: 'outreach', label: 'We went to them', isInTheBuilding: false },
] as const satisfies readonly (Word & ChannelFacts)[]

export type ChannelKey = (typeof rows)[number]['key']
export interface Channel extends Word<ChannelKey>, ChannelFacts {}
export const channels: readonly Channel[] = rows
