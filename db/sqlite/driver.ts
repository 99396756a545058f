/**
 * better-sqlite3 in the version that this Node can run, found once. 12 dies on Node 24.19 and newer whenever
 * a statement is collected (nodejs/node issue 65446); 13 is free of that but needs Node-API 10, which Node has
 * from 22.14 on and 20 never gets. Everybody who opens a SQLite file takes it from here.
 */
import { createRequire } from 'node:module'
import type Better from 'better-sqlite3'

const hasNodeApi10 = Number(process.versions.napi) >= 10

// Two worlds meet: a module chosen while running has no type of its own; both versions have this one.
export const Sqlite = createRequire(import.meta.url)(
  hasNodeApi10 ? 'better-sqlite3-13' : 'better-sqlite3',
) as typeof Better
