/* Why: gives something that a page made to the browser to keep as a file. */
/** `kind` is its media type; texts are UTF-8. */
export function keepFile(text: string, name: string, kind: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
