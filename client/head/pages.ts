/* Why: the pages there are, who may open them and where everybody starts. The head, the bottom navigation and the
   router read the same list. The server decides again for every question and command. */
import type { Role } from '../../shared/contract/role.ts'
import { administrators, everyRole, managers, teamAndVolunteers } from '../../shared/contract/roleGroups.ts'
import type { IconName } from '../ui/AppIcon.vue'

export type PageName =
  'desk' | 'board' | 'visit' | 'rollCall' | 'log' | 'review' | 'rights' | 'settings' | 'wall'

export interface PageEntry {
  name: PageName
  path: string
  icon: IconName
  /** What may stand behind its path: parts of it with an address of their own. */
  parts?: string
  allow: readonly Role[]
  /** Also for whoever leads the shift, whatever their role. */
  orShiftLead?: boolean
  /** Not in the navigation: reached from another page, or from a screen of its own. */
  isHidden?: boolean
  /** Shows the live picture, so it says when that is old. */
  isLive?: boolean
}

export const pages: readonly PageEntry[] = [
  { name: 'desk', path: '/desk', icon: 'desk', allow: teamAndVolunteers, isLive: true },
  {
    name: 'board',
    path: '/board',
    icon: 'board',
    allow: [...teamAndVolunteers, 'administrator'],
    isLive: true,
  },
  {
    name: 'visit',
    path: '/visit/:id',
    icon: 'people',
    allow: teamAndVolunteers,
    isHidden: true,
    isLive: true,
  },
  {
    name: 'rollCall',
    path: '/roll-call',
    icon: 'people',
    allow: [...teamAndVolunteers, 'administrator'],
    isLive: true,
  },
  { name: 'log', path: '/log', icon: 'log', allow: managers, orShiftLead: true },
  { name: 'review', path: '/review', icon: 'review', allow: managers },
  {
    name: 'rights',
    path: '/:whose(person|visit)/:id/rights',
    icon: 'people',
    allow: managers,
    isHidden: true,
  },
  {
    name: 'settings',
    path: '/settings',
    parts: '/:part?',
    icon: 'edit',
    allow: [...managers, ...administrators],
  },
  { name: 'wall', path: '/wall', icon: 'wall', allow: everyRole, isHidden: true },
]

/** Whether somebody may open a page. */
export function mayOpen(page: PageEntry, who: { role: Role; isShiftLead: boolean }): boolean {
  return page.allow.includes(who.role) || Boolean(page.orShiftLead && who.isShiftLead)
}

/** Where a role starts its day. */
export function firstPage(role: Role): string {
  if (role === 'desk') return '/desk'
  if (role === 'manager') return '/review'
  if (role === 'wall') return '/wall'
  return '/board'
}
