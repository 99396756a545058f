/* Why: pages that are opened once in a while are found by one lazy file: their names by themselves would weigh on the
   desk's first load. */
import type { RouteComponent } from 'vue-router'
import { withRareWords } from '../i18n/rareWords.ts'

type Opens = () => Promise<{ default: RouteComponent }>

export const nowhere: Opens = () => withRareWords(['nowhere'], import('./NotFoundPage.vue'))
export const invitation: Opens = () =>
  withRareWords(['invitation', 'choosing'], import('../invitation/InvitationPage.vue'))
export const firstStart: Opens = () =>
  withRareWords(['firstStart', 'choosing'], import('../firstStart/FirstStartPage.vue'))
export const account: Opens = () =>
  withRareWords(['ownSignIn', 'choosing'], import('../ownSignIn/OwnSignInPage.vue'))
