/* Why: the mistakes that a reader overlooks: promises nobody awaits, parts that a keyboard can't reach, a
   second statement started inside a transaction. Formatting is prettier's alone. */
import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import * as regexp from 'eslint-plugin-regexp'
import vue from 'eslint-plugin-vue'
import accessible from 'eslint-plugin-vuejs-accessibility'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'

const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: only .vue files and tool configurations have a default export.',
}
const oneAtATime = {
  selector:
    'CallExpression[callee.object.name="Promise"][callee.property.name=/^(all|allSettled|any|race)$/]',
  message: 'One hand at a time: a statement started beside another lands in somebody else’s transaction.',
}
const awaitsOnlyTx = {
  selector: 'CallExpression[callee.name=/^(setTimeout|setImmediate|setInterval|fetch)$/]',
  message: 'A handler awaits nothing but its tx.',
}

export default defineConfig(
  { ignores: ['dist/', 'data/', '.cache/', 'coverage/', 'test-results/', 'db/migrations/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,vue}'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.vue'] } },
    rules: {
      // TypeScript finds unknown names itself.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Taste: `return next()` and `void done()` deceive nobody.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Hardly anything here is a class with a `this` to lose: what is taken out of an object is a closure.
      '@typescript-eslint/unbound-method': 'off',
      // Express's requests are Node's with more to them, not made by Node's constructor.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // What was caught is passed on as it came.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      // Taste: `one && one.is` says the same as `one?.is`.
      '@typescript-eslint/prefer-optional-chain': 'off',
      // Characters are what is meant where text is spread.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // One contract drives many types: a parameter that ties two of them together is seen once in the text.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Type aliases read better beside the contract's inferred types.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
    },
  },
  {
    // This linter sees components as `any`; what they are given is checked by vue-tsc.
    files: ['client/**', 'tests/client/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // A pattern that takes for ever on some input lets one caller stop everybody.
    files: ['{shared,db,server}/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  vue.configs['flat/recommended'],
  accessible.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'vue/no-bare-strings-in-template': [
        'error',
        { allowlist: ['·', '–', ',', '(', ')', ':', '.', '/', '+', '×', '…', '“', '”', ' '] },
      ],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      // In a list that is steered by aria-activedescendant the focus stays in the field.
      'vuejs-accessibility/interactive-supports-focus': 'off',
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': 'error',
      'vuejs-accessibility/heading-has-content': ['error', { accessibleChildren: ['PersonName'] }],
      // A label may stand beside its field or around it: either is announced.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['**/*.{ts,mjs,js}'],
    ignores: ['**/*.config.{ts,js}', '**/*.d.ts', '.size-limit.js'],
    rules: { 'no-restricted-syntax': ['error', noDefault] },
  },
  {
    files: ['server/features/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefault, oneAtATime, awaitsOnlyTx] },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // What a test expects is known to be there; a failed expectation says so better than a type.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers over the wire have every shape: what a test expects of one is its type.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}', '.eslint.config.js', 'client/public/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        document: 'readonly',
        window: 'readonly',
        localStorage: 'readonly',
        setTimeout: 'readonly',
        setImmediate: 'readonly',
        clearTimeout: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        matchMedia: 'readonly',
      },
    },
  },
  prettier,
)
