/** The outside interface, made from the contract: as OpenAPI for programs, and as a page for people. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import express, { type Router } from 'express'
import { pageHeaders } from './headers.ts'
import { openApi } from './openApi.ts'

const page = `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Alongside: the outside interface</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/ui/swagger-ui.css"></head>
<body><div id="api"></div>
<script src="/api/docs/ui/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script></body>
</html>`
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', docExpansion: 'none' })`

export function documentation(isSecure: boolean): Router {
  const router = express.Router()
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  let made: string | undefined
  router.get('/openapi.json', (_req, res) => {
    made ??= JSON.stringify(openApi())
    res.type('application/json').send(made)
  })
  router.use('/docs', pageHeaders(isSecure))
  router.get('/docs', (_req, res) => {
    res.type('html').send(page)
  })
  router.get('/docs/start.js', (_req, res) => {
    res.type('text/javascript').send(start)
  })
  router.use('/docs/ui', express.static(folder, { index: false, maxAge: '1d' }))
  return router
}
