/* Why: an agency's sign-in as the settings know it, and what is typed of one. */
import type { Answer } from '../../shared/contract/index.ts'

export type Provider = Answer<'signInProviders'>['providers'][number]

const fields = ['name', 'issuer', 'clientId', 'clientSecret', 'claim'] as const
export type ProviderField = (typeof fields)[number]
export type TypedProvider = Record<ProviderField, string>

/** `sub` is what every agency's sign-in says of somebody, and what it never gives to another. */
export const emptyProvider = (): TypedProvider => ({
  name: '',
  issuer: '',
  clientId: '',
  clientSecret: '',
  claim: 'sub',
})

/** Fields of which nothing was typed. */
export const missingOf = (typed: Partial<TypedProvider>): ProviderField[] =>
  fields.filter((field) => typed[field] !== undefined && typed[field].trim() === '')
