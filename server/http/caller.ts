/** Who is calling: the cookie of our pages, or Bearer of a program; and whether the call comes from our own pages. */
import { parse, serialize } from 'cookie'
import type { Request, Response } from 'express'
import type { IncomingMessage } from 'node:http'
import { hashOf } from './kept.ts'

/** What a browser of ours keeps: a token, and the secret by which it gets the next. */
export interface Kept {
  token: string
  /** Null for sessions that have none yet. */
  kept: string | null
}

export interface Cookies {
  read(header: string | undefined): Kept | null
  set(res: Response, kept: Kept & { endsAt: number }): void
  clear(res: Response): void
}

/** Behind TLS the cookie is `__Host-` and Secure; on plain localhost neither is possible. */
export function createCookies(isSecure: boolean): Cookies {
  const name = isSecure ? '__Host-alongside' : 'alongside'
  const options = { httpOnly: true, secure: isSecure, sameSite: 'strict', path: '/' } as const
  return {
    read(header) {
      const value = header ? parse(header)[name] : undefined
      if (value === undefined) return null
      // A token has three parts; the secret is the fourth.
      const [head = '', body = '', signature = '', kept] = value.split('.')
      return { token: `${head}.${body}.${signature}`, kept: kept ?? null }
    },
    set(res, { token, kept, endsAt }) {
      const value = kept === null ? token : `${token}.${kept}`
      res.append('Set-Cookie', serialize(name, value, { ...options, expires: new Date(endsAt) }))
    },
    clear: (res) => {
      res.append('Set-Cookie', serialize(name, '', { ...options, expires: new Date(0) }))
    },
  }
}

/** A shared device's own cookie: which device it is, whoever is signed in there. */
export interface DeviceCookies {
  set(res: Response, secret: string): void
  /** The digest of what it shows; null: no such cookie. */
  hashIn(req: Pick<IncomingMessage, 'headers'>): string | null
}

/** Browsers keep no cookie for longer. */
const deviceLasts = 400 * 86_400

export function createDeviceCookies(isSecure: boolean): DeviceCookies {
  const name = isSecure ? '__Host-alongside-device' : 'alongside-device'
  const options = { httpOnly: true, secure: isSecure, sameSite: 'strict', path: '/' } as const
  return {
    set: (res, secret) => {
      res.append('Set-Cookie', serialize(name, secret, { ...options, maxAge: deviceLasts }))
    },
    hashIn(req) {
      const secret = req.headers.cookie ? parse(req.headers.cookie)[name] : undefined
      return secret ? hashOf(secret) : null
    },
  }
}

export interface Caller extends Kept {
  by: 'bearer' | 'cookie'
}

export function callerOf(req: Pick<Request, 'headers'> | IncomingMessage, cookies: Cookies): Caller | null {
  const header = req.headers.authorization
  if (header !== undefined) {
    const token = /^Bearer ([\w.-]+)$/.exec(header)?.[1]
    return token === undefined ? null : { token, kept: null, by: 'bearer' }
  }
  const kept = cookies.read(req.headers.cookie)
  return kept && { ...kept, by: 'cookie' }
}

/**
 * A write or a socket by cookie must come from our own pages. The configured origin counts where there is
 * one; else the address that was asked for. Programs with Bearer carry no cookie and need no Origin.
 */
export function isOwnOrigin(req: Pick<IncomingMessage, 'headers'>, origin: string | undefined): boolean {
  const said = req.headers.origin
  if (said === undefined) return req.headers['sec-fetch-site'] === 'same-origin'
  if (origin !== undefined) return said === origin
  const host = req.headers.host
  return host !== undefined && (said === `http://${host}` || said === `https://${host}`)
}
