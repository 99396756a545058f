/** By which addresses a machine calls itself: what listens on one of these, nobody else reaches. */
const addresses = ['127.0.0.1', 'localhost', '::1']

export const isLoopback = (host: string): boolean => addresses.includes(host)
