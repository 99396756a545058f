/* Why: ids that a press makes before the server has answered, in the same shape as the server's (UUIDv7, RFC 9562).
   Works on plain http too, where crypto.randomUUID doesn't. */

/** A UUIDv7 for `at` (UTC ms of this device: it only has to be about right). */
export function newId(at = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let place = 0; place < 6; place++) bytes[place] = Math.floor(at / 2 ** (8 * (5 - place))) % 256
  // Version 7, variant 10.
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
