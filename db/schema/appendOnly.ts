/**
 * Tables whose rows are never changed or removed; triggers in the migrations refuse it on both engines. Of some, the
 * words and their salt may go once, when a person has them erased: `blank` says what is left in each column's place,
 * `kept` every other column, which stays as it was.
 */
export const appendOnly = ['change', 'said', 'note', 'looked'] as const

interface Erasable {
  blank: Readonly<Record<string, 'NULL' | "''">>
  kept: readonly string[]
}

export const erasable: Partial<Record<(typeof appendOnly)[number], Erasable>> = {
  said: {
    blank: { value: 'NULL', salt: "''" },
    kept: ['id', 'centre_id', 'subject', 'field', 'at', 'by_staff_id'],
  },
  note: {
    blank: { text: "''", salt: "''" },
    kept: [
      ...[
        'id',
        'note_id',
        'version',
        'centre_id',
        'visit_id',
        'author_id',
        'is_together',
        'audience',
        'readers',
        'disputes',
      ],
      ...['occurred_at', 'at'],
    ],
  },
}
