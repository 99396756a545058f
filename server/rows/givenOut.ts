/**
 * The one way by which rows about people leave the centre's own work. Every query that the contract says gives such rows
 * passes them through here, with what it is for (`givesRowsFor`); a test of the architecture holds it.
 */
import type { Purpose } from '../../shared/contract/purpose.ts'
import type { Sharing } from '../../shared/domain/access.ts'
import { mayBeGiven } from '../../shared/domain/givenOut.ts'

/** The rows of those who have nothing against it. `sharing`: what holds for the person, or for a visit by nobody known. */
export const givenOut = <R>(purpose: Purpose, rows: readonly R[], sharing: (row: R) => Sharing | null): R[] =>
  rows.filter((row) => mayBeGiven(purpose, sharing(row)))
