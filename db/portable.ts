/**
 * One table vocabulary, two dialects. Every table is written with these makers only; the dialect is
 * chosen once, at import, from DATABASE_URL. Must never offer what only one of the engines can do.
 *
 * The PostgreSQL side is typed as the SQLite side. This is the one place where that claim is made;
 * the tests, run on both engines, are what make it true.
 */
import * as lite from 'drizzle-orm/sqlite-core'
import * as pg from 'drizzle-orm/pg-core'

export const dialect: 'sqlite' | 'postgres' = /^postgres(ql)?:/.test(process.env.DATABASE_URL ?? '')
  ? 'postgres'
  : 'sqlite'

/**
 * Encoders let null through: Drizzle asks a column to encode what a placeholder was given, null
 * included, and its own ones would store the word 'null' and, for a flag, false.
 */
const asText = {
  toDriver: (value: unknown) => (value === null ? null : JSON.stringify(value)),
  fromDriver: (value: string | null): unknown => (value === null ? null : JSON.parse(value)),
}

const liteFlag = lite.customType<{ data: boolean; driverData: number | null }>({
  dataType: () => 'integer',
  toDriver: (value: boolean | null) => (value === null ? null : value ? 1 : 0),
  fromDriver: (value) => value === 1,
})
const liteJson = lite.customType<{ data: unknown; driverData: string | null }>({
  dataType: () => 'text',
  ...asText,
})

/** Collation "C": bytes, as SQLite compares. Otherwise order and uniqueness would hang on how a server was set up. */
const pgText = pg.customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' })
const pgJson = pg.customType<{ data: unknown; driverData: string | null }>({
  dataType: () => 'text',
  ...asText,
})

const liteKit = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  // Its other form is deprecated, this one isn't.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  primaryKey: lite.primaryKey,
  alias: lite.alias,
  /** Compared and ordered by bytes on both engines. */
  text: () => lite.text(),
  /** A whole number of up to 32 bits. */
  int: () => lite.integer(),
  flag: () => liteFlag(),
  /** Opaque: stored as text on both engines and never queried inside. */
  json: <T>() => liteJson().$type<T>(),
  /** UTC milliseconds since the epoch. */
  time: () => lite.integer(),
}

const pgKit = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  // Its other form is deprecated, this one isn't.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  primaryKey: pg.primaryKey,
  alias: pg.alias,
  text: () => pgText(),
  int: () => pg.integer(),
  flag: () => pg.boolean(),
  json: <T>() => pgJson().$type<T>(),
  time: () => pg.bigint({ mode: 'number' }),
} as unknown as typeof liteKit // two worlds meet: see the head of this file

export const { table, index, uniqueIndex, primaryKey, alias, text, int, flag, json, time } =
  dialect === 'sqlite' ? liteKit : pgKit
