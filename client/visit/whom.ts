/* Why: to whom something goes is one choice, though it is asked in two fields: choosing in one clears the other, so
   that nobody is asked whom the page doesn't show. Offered are those whom the server accepts. */
import {
  computed,
  onMounted,
  ref,
  shallowRef,
  type ComputedRef,
  type Ref,
  type WritableComputedRef,
} from 'vue'
import { useI18n } from '../i18n/i18n.ts'
import type { Role } from '../../shared/contract/role.ts'
import { team, teamAndVolunteers } from '../../shared/contract/roleGroups.ts'
import type { Colleague } from '../../shared/contract/team.ts'
import { roles } from '../../shared/lists/roles.ts'
import { ask } from '../api/ask.ts'
import { useCentre } from '../api/centre.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { useSession } from '../api/session.ts'
import { useRoleWords } from '../i18n/useLists.ts'

type Choices = { value: string; label: string }[]
/** Exactly one of the three, as the commands want it. */
export type To = { toStaffId: string } | { toRole: Role } | { toAgencyId: string }

export interface Whom {
  /** Those who are on, by name and never by grade; then roles; for a call also agencies. */
  choices: ComputedRef<Choices>
  /** Those who aren't on now. */
  away: ComputedRef<Choices>
  /** The two fields' models. */
  chips: WritableComputedRef<string[]>
  elsewhere: WritableComputedRef<string>
  /** Null while nobody is chosen, or when whoever was chosen can't be any more. */
  to: ComputedRef<To | null>
  /** Those who aren't on couldn't be asked for. */
  isTroubled: Ref<boolean>
}

/** Whom a handover may be offered to, and who may be called; null asks for nobody. */
export function useWhom(kind: 'handOver' | 'callFor' | null): Whom {
  const live = useLiveBoard()
  const session = useSession()
  const centre = useCentre()
  const role = useRoleWords()
  const { t } = useI18n()
  const chosen = ref('')
  const isTroubled = ref(false)
  const staff = shallowRef<readonly Colleague[]>([])
  onMounted(async () => {
    if (kind === null) return
    const answer = await ask('team', {})
    isTroubled.value = !answer.ok
    if (answer.ok) staff.value = answer.value.staff
  })

  const may: readonly string[] = kind === 'handOver' ? team : teamAndVolunteers
  const fits = (one: { staffId: string; role: string }) =>
    one.staffId !== session.me?.staffId && may.includes(one.role)
  const asChoice = (one: { staffId: string; name: string; role: string }) => ({
    value: `staff ${one.staffId}`,
    label: `${one.name} · ${role(one.role)}`,
  })
  const choices = computed(() => [
    ...live.team.filter(fits).map(asChoice),
    ...roles
      .filter((one) => may.includes(one.key))
      .map((one) => ({ value: `role ${one.key}`, label: t('visit.asks.anyRole', { role: role(one.key) }) })),
    ...(kind === 'callFor'
      ? (centre.facts?.agencies ?? []).map((one) => ({ value: `agency ${one.id}`, label: one.name }))
      : []),
  ])
  const away = computed(() => {
    const on = new Set(live.team.map((one) => one.staffId))
    return staff.value.filter((one) => fits(one) && !on.has(one.staffId)).map(asChoice)
  })
  const isOneOf = (list: Choices) => list.some((one) => one.value === chosen.value)

  return {
    choices,
    away,
    isTroubled,
    chips: computed({
      get: () => (isOneOf(choices.value) ? [chosen.value] : []),
      set: ([one]) => (chosen.value = one ?? ''),
    }),
    elsewhere: computed({
      get: () => (isOneOf(away.value) ? chosen.value : ''),
      set: (one) => {
        if (one || isOneOf(away.value)) chosen.value = one
      },
    }),
    to: computed(() => {
      if (!isOneOf(choices.value) && !isOneOf(away.value)) return null
      const [what, id = ''] = chosen.value.split(' ')
      if (what === 'staff') return { toStaffId: id }
      return what === 'agency' ? { toAgencyId: id } : { toRole: id as Role }
    }),
  }
}
