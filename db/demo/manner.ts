/** What somebody comes for, in the plan's own few kinds: how the visit goes, never a word about the person. */
export type Manner = 'toTalk' | 'toBeHere' | 'byPhone' | 'leavesFirst' | 'stays' | 'loggedTwice'
