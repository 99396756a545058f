/* Why: the parts keep their promises to keyboards and screen readers, whatever page uses them. */
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { type Component, defineComponent, h, nextTick } from 'vue'
import WishPicker from '../../client/asking/WishPicker.vue'
import ActionButton from '../../client/ui/ActionButton.vue'
import ChoiceChips from '../../client/ui/ChoiceChips.vue'
import DataTable from '../../client/ui/DataTable.vue'
import DialogPanel from '../../client/ui/DialogPanel.vue'
import ErrorSummary from '../../client/ui/ErrorSummary.vue'
import { laterPart, laterThan } from '../../client/ui/laterPart.ts'
import InitialsDisc from '../../client/ui/InitialsDisc.vue'
import RadioGroup from '../../client/ui/RadioGroup.vue'
import TextField from '../../client/ui/TextField.vue'
import { i18n } from '../../client/i18n/i18n.ts'

const global = { plugins: [i18n] }

describe('ActionButton', () => {
  it('that is off can be reached, says why, and does nothing', async () => {
    const wrapper = mount(ActionButton, {
      global,
      props: { offReason: 'The picture is old' },
      slots: { default: 'Go' },
    })
    const button = wrapper.get('button')
    expect(button.attributes('disabled')).toBeUndefined()
    expect(button.attributes('aria-disabled')).toBe('true')
    const reason = wrapper.get(`[id="${button.attributes('aria-describedby')}"]`)
    expect(reason.text()).toBe('The picture is old')
    await button.trigger('click')
    expect(wrapper.emitted('press')).toBeUndefined()
  })

  it('that is busy says so and takes no second press', async () => {
    const slots = { default: 'Go', busy: 'Going…' }
    const wrapper = mount(ActionButton, { global, props: { isBusy: true }, slots })
    expect(wrapper.text()).toBe('Going…')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('press')).toBeUndefined()
    await wrapper.setProps({ isBusy: false })
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('press')).toHaveLength(1)
  })
})

describe('a plain ActionButton', () => {
  it('is no switch and opens nothing, unless it says so', async () => {
    const wrapper = mount(ActionButton, { global, slots: { default: 'Go' } })
    const button = wrapper.get('button')
    for (const name of ['aria-pressed', 'aria-expanded', 'aria-disabled', 'aria-describedby'])
      expect(button.attributes(name)).toBeUndefined()
    await wrapper.setProps({ isPressed: false, isExpanded: true })
    expect(button.attributes('aria-pressed')).toBe('false')
    expect(button.attributes('aria-expanded')).toBe('true')
  })
})

describe('fields', () => {
  it('belong to their label, hint and error', async () => {
    const props = { label: 'Name', hint: 'Blank is fine', error: 'Type a name' }
    const wrapper = mount(TextField, { global, props })
    const input = wrapper.get('input')
    expect(wrapper.get('label').attributes('for')).toBe(input.attributes('id'))
    expect(input.attributes('aria-invalid')).toBe('true')
    const said = (input.attributes('aria-describedby') ?? '')
      .split(' ')
      .map((id) => wrapper.get(`[id="${id}"]`).text())
    expect(said[0]).toBe('Blank is fine')
    expect(said[1]).toContain('Type a name')
    await input.setValue('Sam')
    expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual(['Sam'])
  })

  it('chips are native boxes, kept in the order of the list', async () => {
    const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
    const wrapper = mount(ChoiceChips, { global, props: { label: 'Wishes', choices, modelValue: ['c'] } })
    expect(wrapper.get('legend').text()).toBe('Wishes')
    const boxes = wrapper.findAll('input')
    expect(boxes.map((box) => box.attributes('type'))).toEqual(['checkbox', 'checkbox', 'checkbox'])
    await boxes[0]!.setValue(true)
    expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual([['a', 'c']])
    await wrapper.setProps({ isOne: true })
    expect(wrapper.get('input').attributes('type')).toBe('radio')
  })

  const choices = ['a', 'b'].map((value) => ({ value, label: value }))
  /** A part with its page: the model is kept as a page keeps it. */
  function kept<P extends object>(part: Component, modelValue: unknown, props: P) {
    const wrapper: VueWrapper = mount(part, {
      global,
      attachTo: document.body,
      props: {
        label: 'Which?',
        ...props,
        modelValue,
        'onUpdate:modelValue': (next: unknown) => wrapper.setProps({ modelValue: next }),
      },
    })
    const boxes = () => wrapper.findAll('input')
    const ticked = () => boxes().map((box) => (box.element as HTMLInputElement).checked)
    return { wrapper, boxes, ticked, last: () => wrapper.emitted('update:modelValue')?.at(-1)?.[0] }
  }

  describe.each([
    ['chips', ChoiceChips, ['a'], []],
    ['radios', RadioGroup, 'a', null],
  ] as const)('%s of which one is chosen', (_, part, chosen, none) => {
    it('are taken back by pressing the chosen one again, or by the space key', async () => {
      const { wrapper, boxes, ticked, last } = kept(part, none, { choices, isOne: true })
      await boxes()[0]!.setValue(true)
      expect([last(), ticked()]).toEqual([chosen, [true, false]])
      await boxes()[0]!.trigger('click')
      expect([last(), ticked()]).toEqual([none, [false, false]])
      await wrapper.setProps({ modelValue: chosen })
      await boxes()[1]!.trigger('keyup', { key: ' ' })
      expect(ticked()).toEqual([true, false])
      await boxes()[0]!.trigger('keyup', { key: ' ' })
      expect([last(), ticked()]).toEqual([none, [false, false]])
      wrapper.unmount()
    })
  })

  it('chips of a setting always keep one', async () => {
    const { wrapper, boxes, ticked } = kept(ChoiceChips, ['a'], { choices, isOne: true, keepsOne: true })
    await boxes()[0]!.trigger('click')
    expect(ticked()).toEqual([true, false])
    wrapper.unmount()
  })

  it('a wish that is ticked and taken back is not asked, never nothing wanted', async () => {
    setActivePinia(createPinia())
    const { wrapper, boxes, ticked, last } = kept(WishPicker, null, {})
    expect(ticked().slice(0, 2)).toEqual([true, false])
    await boxes()[1]!.setValue(true)
    expect(last()).toHaveLength(1)
    await boxes()[1]!.setValue(false)
    expect(last()).toBeNull()
    expect(ticked().slice(0, 2)).toEqual([true, false])
    // Nothing else to choose: the tick comes back, as the page's answer is still "not asked".
    await boxes()[0]!.setValue(false)
    await nextTick()
    expect([last(), ticked()[0]]).toEqual([null, true])
    wrapper.unmount()
  })
})

describe('ErrorSummary', () => {
  it('takes the focus when there is something, and leads to the field', async () => {
    const wrapper = mount(ErrorSummary, { global, props: { errors: [] }, attachTo: document.body })
    expect(wrapper.find('a').exists()).toBe(false)
    const field = document.body.appendChild(document.createElement('input'))
    field.id = 'name'
    await wrapper.setProps({ errors: [{ id: 'name', text: 'Type a name' }] })
    await nextTick()
    expect(document.activeElement).toBe(wrapper.get('.nhsuk-error-summary').element)
    await wrapper.get('a').trigger('click')
    expect(document.activeElement).toBe(field)
    field.remove()
    wrapper.unmount()
  })
})

describe('DialogPanel', () => {
  it('is a native dialog with a name, and tells when it closes', async () => {
    const wrapper = mount(DialogPanel, {
      global,
      props: { title: 'Goodbye', open: false },
      attachTo: document.body,
    })
    const dialog = wrapper.get('dialog')
    expect(dialog.attributes('open')).toBeUndefined()
    await wrapper.setProps({ open: true })
    await nextTick()
    expect(dialog.attributes('open')).toBeDefined()
    expect(wrapper.get(`[id="${dialog.attributes('aria-labelledby')}"]`).text()).toBe('Goodbye')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('update:open')?.at(-1)).toEqual([false])
    wrapper.unmount()
  })
})

describe('DataTable', () => {
  it('has a caption and headings for columns and rows', () => {
    const columns = [
      { key: 'name', label: 'Name', isHeading: true },
      { key: 'visits', label: 'Visits', isNumber: true },
    ]
    const rows = [{ name: 'Aneta', visits: 7 }]
    const rowKey = (row: object) => (row as { name: string }).name
    const wrapper = mount(DataTable, { global, props: { caption: 'Team', columns, rows, rowKey } })
    expect(wrapper.get('caption').text()).toBe('Team')
    expect(wrapper.findAll('th[scope="col"]').map((th) => th.text())).toEqual(['Name', 'Visits'])
    expect(wrapper.get('th[scope="row"]').text()).toBe('Aneta')
    expect(wrapper.get('td').text()).toBe('7')
  })
})

describe('InitialsDisc', () => {
  it.each([
    ['Jo M.', 'JM'],
    ['Kwame', 'K'],
    ['Anne-Marie van der Berg', 'AB'],
    ['łukasz ż', 'ŁŻ'],
    ['李 小龙', '李小'],
  ])('%s is %s, and isn’t read out', (name, initials) => {
    const wrapper = mount(InitialsDisc, { props: { name } })
    expect(wrapper.text()).toBe(initials)
    expect(wrapper.get('span').attributes('aria-hidden')).toBe('true')
  })
})

describe('laterPart', () => {
  const Field = defineComponent({
    props: { label: { type: String, default: '' } },
    emits: ['told'],
    setup(props, { expose }) {
      expose({ focus: () => document.body.setAttribute('data-focused', props.label) })
      return () => h('p', props.label)
    },
  })
  const settled = () => new Promise((done) => setTimeout(done, 0))

  it('is there a moment later, with what it was given, and takes the focus then', async () => {
    const Later = laterPart(() => Promise.resolve({ default: Field }))
    const wrapper = mount(Later, { props: { label: 'Sam' } })
    expect(wrapper.text()).toBe('')
    ;(wrapper.vm as unknown as { focus: () => void }).focus()
    await settled()
    expect(wrapper.text()).toBe('Sam')
    expect(document.body.getAttribute('data-focused')).toBe('Sam')
    await wrapper.setProps({ label: 'Rosa' })
    expect(wrapper.text()).toBe('Rosa')
  })

  it('is there at once the second time', async () => {
    const Later = laterPart(() => Promise.resolve({ default: Field }))
    mount(Later)
    await settled()
    expect(mount(Later, { props: { label: 'Sam' } }).text()).toBe('Sam')
  })

  it('is not fetched before the first page is there, unless it is shown', async () => {
    const idled: (() => void)[] = []
    vi.stubGlobal('requestIdleCallback', (run: () => void) => idled.push(run))
    let isThere = (): void => undefined
    laterThan(new Promise<void>((resolve) => (isThere = resolve)))
    const load = vi.fn(() => Promise.resolve({ default: Field }))
    const Later = laterPart(load)
    for (const run of idled) run()
    await settled()
    expect(load).not.toHaveBeenCalled()
    isThere()
    await settled()
    expect(load).toHaveBeenCalledOnce()
    await settled()
    expect(mount(Later, { props: { label: 'Sam' } }).text()).toBe('Sam')
    laterThan(Promise.resolve())
    vi.unstubAllGlobals()
  })
})
