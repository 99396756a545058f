/* Why: the parts of the settings, in the order in which a new centre goes through them, with whom each is for. The
   server decides again for every press. They come together, with the page: apart, each would count as a page that
   shares what it is made of, and that would all move into the first load. */
import type { Component } from 'vue'
import type { Role } from '../../shared/contract/role.ts'
import { administrators, managers } from '../../shared/contract/roleGroups.ts'
import AgenciesPart from './AgenciesPart.vue'
import CentrePart from './CentrePart.vue'
import DevicesPart from './DevicesPart.vue'
import LinksPart from './LinksPart.vue'
import ListsPart from './ListsPart.vue'
import PeoplePart from './PeoplePart.vue'
import RecordsPart from './RecordsPart.vue'
import ProvidersPart from './ProvidersPart.vue'
import RetentionPart from './RetentionPart.vue'
import RolesPart from './RolesPart.vue'
import SecondStepPart from './SecondStepPart.vue'
import SpacesPart from './SpacesPart.vue'

export interface SettingsPart {
  name: string
  allow: readonly Role[]
  is: Component
}
const settlers: readonly Role[] = [...administrators, ...managers]

export const settingsParts: readonly SettingsPart[] = [
  { name: 'centre', allow: settlers, is: CentrePart },
  { name: 'agencies', allow: settlers, is: AgenciesPart },
  { name: 'people', allow: settlers, is: PeoplePart },
  { name: 'links', allow: administrators, is: LinksPart },
  { name: 'secondStep', allow: administrators, is: SecondStepPart },
  { name: 'providers', allow: administrators, is: ProvidersPart },
  { name: 'devices', allow: settlers, is: DevicesPart },
  { name: 'roles', allow: settlers, is: RolesPart },
  { name: 'spaces', allow: settlers, is: SpacesPart },
  { name: 'lists', allow: settlers, is: ListsPart },
  { name: 'retention', allow: settlers, is: RetentionPart },
  { name: 'records', allow: managers, is: RecordsPart },
]
