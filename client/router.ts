/* Why: addresses. Pages come when they are opened, with their words; who may open which is in head/pages.ts.
   Never keeps state of its own: what a filter is set to stands in the address. */
import type { Pinia } from 'pinia'
import {
  createRouter,
  createWebHistory,
  type RouteComponent,
  type Router,
  type RouteRecordRaw,
} from 'vue-router'
import { useSession } from './api/session.ts'
import { noteFault, pageFault } from './head/pageFault.ts'
import { firstPage, mayOpen, pages, type PageName } from './head/pages.ts'
import { leadsNow } from './head/usePages.ts'
import { loadWords, type Area } from './i18n/i18n.ts'

const views: Record<PageName, () => Promise<{ default: RouteComponent }>> = {
  desk: () => import('./desk/DeskPage.vue'),
  board: () => import('./board/BoardPage.vue'),
  visit: () => import('./visit/VisitPage.vue'),
  rollCall: () => import('./rollCall/RollCallPage.vue'),
  log: () => import('./log/LogPage.vue'),
  review: () => import('./review/ReviewPage.vue'),
  rights: () => import('./rights/RightsPage.vue'),
  settings: () => import('./settings/SettingsPage.vue'),
  wall: () => import('./wall/WallPage.vue'),
}

/** A page and its words, fetched together. */
const withWords = (areas: readonly Area[], view: () => Promise<{ default: RouteComponent }>) => async () => {
  const [page] = await Promise.all([view(), ...areas.map((area) => loadWords(area))])
  return page
}
/** Pages that use words beside their own. */
const areasOf = (name: PageName): readonly Area[] =>
  name === 'log' ? [name, 'story', 'board'] : name === 'visit' || name === 'rights' ? [name, 'story'] : [name]

const opening = (name: PageName) => withWords(areasOf(name), views[name])

const rare = (name: 'nowhere' | 'invitation' | 'account' | 'firstStart') => async () =>
  (await import('./head/rarePages.ts'))[name]()
const nowhere = rare('nowhere')

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: nowhere },
  {
    path: '/sign-in',
    name: 'signIn',
    component: withWords(['signIn'], () => import('./signIn/SignInPage.vue')),
    meta: { isPublic: true },
  },
  { path: '/invitation', component: rare('invitation'), meta: { isPublic: true } },
  { path: '/first-start', component: rare('firstStart'), meta: { isPublic: true } },
  { path: '/account', component: rare('account') },
  ...pages.map((page) => ({
    path: page.path + (page.parts ?? ''),
    name: page.name,
    component: opening(page.name),
    meta: { page },
  })),
  { path: '/:rest(.*)*', name: 'notFound', component: nowhere },
]

/** The router, with its guard: signed in where that is needed, and on a page that is theirs. */
export function createPages(pinia: Pinia): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is still experimental
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  })
  router.beforeEach(async (to) => {
    if (to.meta.isPublic) return true
    const session = useSession(pinia)
    const { page } = to.meta
    // Until the server has said who this is no page is right: App.vue says so meanwhile. It is on its way by then.
    if (!session.isKnown) {
      if (page) opening(page.name)().catch(() => null)
      await session.reach()
    }
    const { me } = session
    if (!me) return { name: 'signIn', query: to.path === '/' ? {} : { to: to.fullPath } }
    // Until their second step is there nothing else can be done; the server keeps to it.
    if (me.mustAddSecondFactor) return to.path === '/account' || '/account'
    if (to.name === 'home') return firstPage(me.role)
    if (page && !mayOpen(page, { role: me.role, isShiftLead: leadsNow(pinia) }))
      return { name: 'notFound', params: { rest: ['not-yours'] }, replace: true }
    return true
  })
  router.onError((_, to) => noteFault(to.fullPath))
  router.afterEach((_to, _from, failure) => {
    if (!failure) pageFault.value = null
  })
  return router
}
