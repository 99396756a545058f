/* Why: the arrows between folders, so that each can be read and tested without the ones above it. zod <-
   shared <- db <- server, shared <- client, tests -> everything, nobody -> tests. A test proves that each
   rule bites (tests/architecture/arrows.test.ts): loosen none without changing architecture and test. */
const packages = 'node_modules/'

/** `from` may import only these folders of ours (besides itself). */
const only = (from, ...to) => ({
  name: `${from}-imports-only-${to.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: 'vite\\.config\\.ts$' },
  to: { path: '^(client|server|shared|db|tests)/', pathNot: `^(${[from, ...to].join('|')})/` },
})

/** Only modules under `where` may import what matches `what`. */
const onlyIn = (name, where, what) => ({
  name,
  severity: 'error',
  from: { path: '^(shared|db|server|client)/', pathNot: `${where}|vite\\.config\\.ts$` },
  to: { path: what },
})

/** Modules matching `from` may never import what matches `to`. */
const never = (name, from, to, pathNot) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: pathNot ? { path: to, pathNot } : { path: to },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|^\\.\\./dist/' },
    },

    only('shared'),
    only('db', 'shared'),
    only('server', 'shared', 'db'),
    only('client', 'shared'),
    never('nobody-imports-tests', '^(shared|db|server|client)/', '^tests/'),

    never(
      'shared-knows-zod-alone',
      '^shared/',
      packages,
      `${packages}(zod|temporal-polyfill|temporal-spec)/`,
    ),
    {
      name: 'shared-and-client-run-in-the-browser',
      severity: 'error',
      from: { path: '^(shared|client)/', pathNot: '^client/(vite\\.config|theme/)' },
      to: { dependencyTypes: ['core'] },
    },

    {
      name: 'the-server-runs-without-what-only-builds-it',
      severity: 'error',
      from: { path: '^(shared|db|server)/', pathNot: '^db/generate|vite\\.config\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },

    onlyIn('express-in-http-alone', '^server/http/', `${packages}(@types/)?express/`),
    onlyIn('socket-io-in-socket-alone', '^server/socket/', `${packages}socket\\.io/`),
    onlyIn('engines-in-db-alone', '^db/', `${packages}(@types/)?(better-sqlite3(-13)?|pg)/`),
    onlyIn(
      'databases-are-opened-at-the-top',
      '^(db/|server/(main|app)\\.ts|server/cli/|server/.*[wW]orker\\.ts)',
      '^db/(open|sqlite|postgres)\\.ts',
    ),

    {
      name: 'features-never-import-each-other',
      severity: 'error',
      from: { path: '^server/features/([^/]+)/' },
      to: { path: '^server/features/', pathNot: '^server/features/$1/' },
    },
    never('features-know-no-transport', '^server/features/', '^server/(main|app|http|socket|cli)(/|\\.ts)'),
    never(
      'features-know-only-the-store',
      '^server/features/',
      '^db/',
      '^db/(store|statement|search|portable)[^/]*|^db/schema/',
    ),
    never(
      'doors-know-no-transport',
      '^server/(commands|queries|feed)/',
      '^server/(main|app|http|socket|cli)(/|\\.ts)',
    ),
    never('http-and-socket-know-no-app', '^server/(http|socket)/', '^server/(main|app|cli)(/|\\.ts)'),
    never('app-knows-no-main', '^server/app\\.ts', '^server/(main\\.ts|cli/)'),
    never('http-and-socket-are-strangers', '^server/http/', '^server/socket/'),
    never('socket-and-http-are-strangers', '^server/socket/', '^server/http/', '^server/http/caller\\.ts'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'node', 'default', 'types'],
    },
  },
}
