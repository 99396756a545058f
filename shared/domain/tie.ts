/**
 * Whether both of a tie said that the other may know of it: what one of them knows is told to the other only then. Not
 * asked is no yes.
 */
export const isTieAgreed = (
  says: boolean | null | undefined,
  otherSays: boolean | null | undefined,
): boolean => says === true && otherSays === true
