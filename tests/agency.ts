/**
 * An agency with its own sign-in: a real OpenID provider in this process, with a page on which its people say who
 * they are. It knows everybody, and vouches for every address but that of "unsure".
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Context, Provider } from 'oidc-provider'

export interface Agency {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  close(): Promise<void>
}

const clientId = 'alongside'
const clientSecret = 'a secret between the agency and the centre'
const page = `<!doctype html><html lang="en"><title>Harbour Trust</title>
  <form method="post"><label>Staff number <input name="who"></label><button>Go on</button></form></html>`

/** `backTo`: the one address that it sends people back to. */
export async function startAgency(backTo: string): Promise<Agency> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [backTo],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['keys of a test'] },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/hello/${uid}` },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@harbour.example`, email_verified: id !== 'unsure' }),
    }),
    /** Its people aren't asked whether the centre may know who they are. */
    async loadExistingGrant({ oidc }: Context) {
      const { client, session, provider: own } = oidc
      const grant = new own.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (req, res) => {
    if (!req.url?.startsWith('/hello/')) return void answer(req, res)
    if (req.method !== 'POST') return void res.setHeader('content-type', 'text/html').end(page)
    let body = ''
    req.on('data', (piece: Buffer) => (body += piece.toString()))
    req.on('end', () => {
      const accountId = new URLSearchParams(body).get('who') ?? ''
      void provider.interactionFinished(req, res, { login: { accountId } })
    })
  })
  return {
    issuer,
    clientId,
    clientSecret,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
