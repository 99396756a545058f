/* Why: what a route of ours carries. */
import 'vue-router'
import type { PageEntry } from './pages.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to anybody, signed in or not. */
    isPublic?: boolean
    page?: PageEntry
  }
}
