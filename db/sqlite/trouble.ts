/**
 * SQLite says of a disk only that it failed; what an operator can put right is asked of the system. Must never open
 * the database's own files: closing one of them lets go of every lock that this process holds on it.
 */
import { accessSync, closeSync, constants, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Why } from '../failure.ts'

const meanings: Record<string, Why> = {
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EMFILE: 'tooManyFiles',
  ENFILE: 'tooManyFiles',
}

/** @param file the database, which couldn't be read or written a moment ago. */
export function troubleOf(file: string): Why {
  try {
    for (const one of [file, `${file}-wal`]) accessSync(one, constants.R_OK | constants.W_OK)
    closeSync(openSync(dirname(file), 'r'))
    return 'disk'
  } catch (error) {
    return meanings[(error as NodeJS.ErrnoException).code ?? ''] ?? 'disk'
  }
}
