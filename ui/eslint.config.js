// House rules that a machine can hold. The layer and wording rules live in tests/, where they can explain themselves.
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const timers = ['setInterval', 'setTimeout', 'requestAnimationFrame', 'requestIdleCallback'];

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/ipc/bindings/'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'The webview asks nothing; Rust does.' },
        { name: 'XMLHttpRequest', message: 'The webview asks nothing; Rust does.' },
        { name: 'localStorage', message: 'The webview keeps nothing; Rust does.' },
        ...timers.map((name) => ({ name, message: 'The display tick in src/state is the only timer, and src/state/painted.ts waits for a frame.' })),
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
    },
  },
  {
    files: ['gallery/**', 'src/state/clock.svelte.ts', 'src/state/painted.ts', 'tests/**'],
    rules: { 'no-restricted-globals': 'off' },
  },
);
