// Our channels as the national data set's consultation mechanism (domain.md A3). For exports alone: nothing here
// is ever shown to anyone at the door.
import type { ChannelKey } from '../channels.ts'

/** Consultation mechanism (mental health) by channel. A message is taken as instant unless it says otherwise. */
export const consultationMechanisms: Readonly<Record<ChannelKey, string>> = {
  inPerson: '01',
  phone: '02',
  video: '11',
  message: '10',
  outreach: '01',
}
