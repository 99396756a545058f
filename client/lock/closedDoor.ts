/* Why: why a PIN didn't open this device without the server, in words that say what to do at 3 am. */
import { say } from '../i18n/i18n.ts'
import type { Opened } from '../offline/door.ts'

export const closedDoor = (met: Exclude<Opened, { is: 'open' }>): string =>
  met.is === 'wrong' ? say('lock.wrongHere', met.left) : say('lock.shut')
