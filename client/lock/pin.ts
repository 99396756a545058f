/* Why: what a PIN looks like, without fetching the contract's checks: the server looks at it in any case. */
export const isPin = (text: string): boolean => /^\d{6,12}$/.test(text)
