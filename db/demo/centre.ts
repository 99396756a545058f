/** The demonstration centre itself: invented, as is everybody in it. */
import type { AgencyKindKey } from '../../shared/lists/agencyKinds.ts'
import type { SpaceKindKey } from '../../shared/lists/spaceKinds.ts'

export const demoCentre = { name: 'Lantern House', timeZone: 'Europe/London', word: 'guest' } as const

/** Everybody's password, on purpose: a demonstration is served on 127.0.0.1 only. */
export const demoPassword = 'alongside-demo'

/** Six employers under one roof. */
export const agencies = {
  trust: 'Estuary Mental Health Trust',
  peers: 'Harbour Peers',
  hearth: 'Home & Hearth',
  advice: 'Advice on the Quay',
  council: 'Saltmarsh Council',
  wellHouse: 'The Well House',
} as const
export type AgencyKey = keyof typeof agencies

export const kindOfAgency: Record<AgencyKey, AgencyKindKey> = {
  trust: 'nhs',
  peers: 'peerLed',
  hearth: 'housing',
  advice: 'advice',
  council: 'council',
  wellHouse: 'voluntary',
}

const rooms = [
  { key: 'frontDoor', name: 'Front door', kind: 'frontDoor' },
  { key: 'lounge', name: 'Lounge', kind: 'lounge' },
  { key: 'kitchen', name: 'Kitchen', kind: 'kitchen' },
  { key: 'quietCorner', name: 'Quiet corner', kind: 'quietCorner' },
  { key: 'talking1', name: 'Talking room 1', kind: 'talkingRoom' },
  { key: 'talking2', name: 'Talking room 2', kind: 'talkingRoom' },
  { key: 'talking3', name: 'Talking room 3', kind: 'talkingRoom' },
  { key: 'family', name: 'Family room', kind: 'familyRoom' },
  { key: 'activity', name: 'Activity room', kind: 'activityRoom' },
  { key: 'calm', name: 'Calm room', kind: 'calmRoom' },
  { key: 'clinic', name: 'Clinic room', kind: 'clinicRoom' },
  { key: 'faith', name: 'Prayer and faith room', kind: 'faithRoom' },
  { key: 'garden', name: 'Garden', kind: 'garden' },
  { key: 'room1', name: 'Room 1', kind: 'guestRoom' },
  { key: 'room2', name: 'Room 2', kind: 'guestRoom' },
  { key: 'room3', name: 'Room 3', kind: 'guestRoom' },
  { key: 'room4', name: 'Room 4', kind: 'guestRoom' },
  { key: 'phone', name: 'Phone line', kind: 'phoneOrOnline' },
] as const satisfies readonly { key: string; name: string; kind: SpaceKindKey }[]

export type SpaceKey = (typeof rooms)[number]['key']
export const spaces: readonly { key: SpaceKey; name: string; kind: SpaceKindKey }[] = rooms
