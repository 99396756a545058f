/** What rows about people leave the centre's own work for. What each lets through is shared/domain/givenOut.ts's to say. */

/**
 * `theirOwn`: for the person to have. `planning`: how the centre did and what it needs. `research`: for whoever looks
 * into it from outside. The last two honour an objection, as the national data opt-out asks of the NHS.
 */
export type Purpose = 'theirOwn' | 'planning' | 'research'
