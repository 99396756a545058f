/** When a shared screen covers itself, until a centre settles on another time, and how long before it says so. */
export const lockMinutesAtFirst = 5
/** In seconds. */
export const warnsBefore = 30
