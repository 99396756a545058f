// @vitest-environment node
/* Why: proves that the rules of .eslint.config.js that are our own bite. Types are left out: the fixtures are
   no part of the project. */
import { join } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript-eslint'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: join(root, '.eslint.config.js'),
  overrideConfig: [
    { ...ts.configs.disableTypeChecked, files: ['**/*.{ts,vue}'] },
    { files: ['**/*.{ts,vue}'], languageOptions: { parserOptions: { projectService: false } } },
  ],
})

async function rulesBroken(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, filePath) })
  return (result?.messages ?? []).map((message) => message.ruleId)
}

test.each([
  ['a second statement beside the first', 'await Promise.all([a(), b()])'],
  ['a race', 'await Promise.race([a(), b()])'],
  ['a wait for something else than the transaction', 'setTimeout(() => go(), 5)'],
  ['a default export', 'export default function go() {}'],
])('in a feature: %s', async (_what, text) => {
  expect(await rulesBroken('server/features/visit/made.ts', text)).toContain('no-restricted-syntax')
})

test('elsewhere on the server things may be done side by side', async () => {
  expect(await rulesBroken('server/feed/made.ts', 'await Promise.all([1, 2])')).toEqual([])
})

test('a pattern that some input keeps busy for ever is noticed', async () => {
  const text = 'export const isTime = (text: string) => /^(\\d+)+$/.test(text)\n'
  expect(await rulesBroken('server/made.ts', text)).toContain('regexp/no-super-linear-backtracking')
})

test.each([
  ['vue/no-bare-strings-in-template', '<p>Welcome</p>'],
  ['vue/no-v-html', '<p v-html="words" />'],
  ['vuejs-accessibility/click-events-have-key-events', '<div @click="go" />'],
  ['vuejs-accessibility/alt-text', '<img src="/mark.svg" />'],
])('in a component: %s', async (rule, markup) => {
  const text = `<script setup lang="ts">\nconst words = 1\nconst go = () => words\n</script>\n\n<template>${markup}</template>\n`
  expect(await rulesBroken('client/ui/MadeUp.vue', text)).toContain(rule)
})
