/* Why: a goodbye to somebody who rang has endings of its own. One rule for every place that says goodbye: going
   out to somebody is a meeting, not a call. */
import type { ChannelKey } from '../../shared/lists/channels.ts'

const calls: readonly ChannelKey[] = ['phone', 'video', 'message']

export const isCall = (channel: string): boolean => calls.some((one) => one === channel)
