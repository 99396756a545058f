/* Why: tells TypeScript about what only Vite knows. */
/// <reference types="vite/client" />
declare module 'virtual:nhs.css'
/* For tools that don't read .vue files themselves (the linter); vue-tsc looks into the file instead. */
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export { component as default }
}
