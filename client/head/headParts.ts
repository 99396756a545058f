/* Why: what the frame does without on a first paint comes as one file: each by itself would weigh more on the first
   load. With it comes what keeps and sends while the server can't be reached. */
export { default as AccountPanel } from './AccountPanel.vue'
export { default as HeadLater } from './HeadLater.vue'
export { default as PinEntry } from '../lock/PinEntry.vue'
export { recall, signedIn, take } from '../offline/offline.ts'
