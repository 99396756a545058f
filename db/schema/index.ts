/** Every table once, for drizzle-kit and for the engines. Features import the noun's own file. */
export * from './access.ts'
export * from './centre.ts'
export * from './device.ts'
export * from './log.ts'
export * from './person.ts'
export * from './said.ts'
export * from './staff.ts'
export * from './visit.ts'
