/**
 * A backup's file: a copy of the database under a passphrase, in the age format, so that it can be opened without
 * this program too. Streams from disk to disk: a copy is never held in memory.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter, Encrypter } from 'age-encryption'

/** The passphrase doesn't open it, or the file was cut or changed: which of them can't be told. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
  constructor() {
    super('The backup can’t be opened: the passphrase is another one, or the file isn’t whole.')
  }
}

/** scrypt at 2^16: 64 MB and about a second for whoever tries a passphrase; twelve letters and more make that long. */
const workFactor = 16

/** Writes beside it first and moves into place when it is whole and on the disk. */
async function written(target: string, from: Readable): Promise<void> {
  const beside = `${target}.coming`
  try {
    await pipeline(from, createWriteStream(beside, { mode: 0o600 }))
    const handle = await open(beside, 'r+')
    await handle.sync().finally(() => handle.close())
    await rename(beside, target)
  } finally {
    await rm(beside, { force: true })
  }
}

// Two worlds meet: Node's web streams and those of the standard library are typed apart.
const toWeb = (file: string) =>
  Readable.toWeb(createReadStream(file)) as unknown as ReadableStream<Uint8Array>
const fromWeb = (stream: ReadableStream<Uint8Array>) =>
  Readable.fromWeb(stream as unknown as Parameters<typeof Readable.fromWeb>[0])

export async function seal(file: string, target: string, passphrase: string): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(workFactor)
  await written(target, fromWeb(await encrypter.encrypt(toWeb(file))))
}

/** @throws CannotOpen */
export async function unseal(file: string, target: string, passphrase: string): Promise<void> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const opened = await decrypter.decrypt(toWeb(file)).catch(() => {
    throw new CannotOpen()
  })
  let isWhole = false
  const plain = fromWeb(opened)
  plain.once('end', () => (isWhole = true))
  await written(target, plain).catch((error: unknown) => {
    if (isWhole || (error instanceof Error && 'code' in error && String(error.code).startsWith('E')))
      throw error
    throw new CannotOpen()
  })
}
