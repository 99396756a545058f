/** Tables whose rows are never changed or removed; triggers in the migrations refuse it on both engines. */
export const appendOnly = ['change', 'said', 'note', 'looked'] as const
