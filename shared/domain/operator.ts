/**
 * By what the log names whoever keeps the machine and works at its terminal. They have no account and no name here:
 * a screen says who they are in its own words.
 */
export const operatorId = 'operator'
