// The kinds of space a centre has (domain.md 5.6). A centre names its own spaces; the kind says what they are for.
// A guest room is a room, and whoever stays in it is a guest.
import type { Word } from './word.ts'

interface SpaceKindFacts {
  /** Someone there is in the building: counted in the roll call. */
  readonly isInTheBuilding: boolean
  /** Someone there is staying. */
  readonly isGuestRoom?: true
  /** A centre usually has several: "Talking room 2". */
  readonly isNumbered?: true
  /** For the team: not offered for a person's visit. */
  readonly isForTheTeam?: true
}

const rows = [
  { key: 'frontDoor', label: 'Front door', isInTheBuilding: true },
  { key: 'lounge', label: 'Lounge', isInTheBuilding: true },
  { key: 'cafe', label: 'Café', isInTheBuilding: true },
  { key: 'kitchen', label: 'Kitchen', isInTheBuilding: true },
  { key: 'quietCorner', label: 'Quiet corner', isInTheBuilding: true },
  { key: 'talkingRoom', label: 'Talking room', isInTheBuilding: true, isNumbered: true },
  { key: 'familyRoom', label: 'Family room', isInTheBuilding: true },
  { key: 'activityRoom', label: 'Activity room', isInTheBuilding: true },
  { key: 'calmRoom', label: 'Calm room', isInTheBuilding: true },
  { key: 'faithRoom', label: 'Prayer and faith room', isInTheBuilding: true },
  { key: 'clinicRoom', label: 'Clinic room', isInTheBuilding: true },
  { key: 'partnerDesk', label: 'Partner desk', isInTheBuilding: true, isNumbered: true },
  { key: 'garden', label: 'Garden', isInTheBuilding: true },
  { key: 'bathroom', label: 'Bathroom, shower, laundry', isInTheBuilding: true },
  { key: 'guestRoom', label: 'Guest room', isInTheBuilding: true, isGuestRoom: true, isNumbered: true },
  { key: 'teamRoom', label: 'Team room', isInTheBuilding: true, isForTheTeam: true },
  { key: 'phoneOrOnline', label: 'Phone or online', isInTheBuilding: false },
  { key: 'mobileUnit', label: 'Mobile unit', isInTheBuilding: false },
  { key: 'outAndAbout', label: 'Out and about', isInTheBuilding: false },
] as const satisfies readonly (Word & SpaceKindFacts)[]

export type SpaceKindKey = (typeof rows)[number]['key']
export interface SpaceKind extends Word<SpaceKindKey>, SpaceKindFacts {}
export const spaceKinds: readonly SpaceKind[] = rows
