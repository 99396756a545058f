/* Why: how the pictures of a page hear that it is being printed. */
import type { InjectionKey, ShallowRef } from 'vue'

export const printingKey: InjectionKey<Readonly<ShallowRef<boolean>>> = Symbol('printing')
