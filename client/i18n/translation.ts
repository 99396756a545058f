/* Why: a sentence with parts of it as elements: a name in its own <bdi>, a time in bold. The order is the
   sentence's, so another language can put them elsewhere. */
import { defineComponent, h, type VNodeChild } from 'vue'
import { messageOf } from './i18n.ts'
import { formFor, partsOf } from './readMessage.ts'

/** `keypath` of the message; a slot for each {name} in it; `plural` chooses the form and fills {n}; `tag` wraps it. */
export const Translation = defineComponent({
  props: {
    keypath: { type: String, required: true },
    plural: { type: Number, default: 1 },
    tag: { type: String, default: '' },
  },
  setup(props, { slots }) {
    const part = (name: string): VNodeChild =>
      slots[name]?.() ?? (name === 'n' ? String(props.plural) : undefined)
    return () => {
      const parts = partsOf(formFor(messageOf(props.keypath), props.plural))
      const children = parts.map((one, place) => (place % 2 === 0 ? one : part(one)))
      return props.tag ? h(props.tag, children) : children
    }
  },
})
