/* Why: tells TypeScript about what only Vite knows. */
/// <reference types="vite/client" />
declare module 'virtual:nhs.css'
