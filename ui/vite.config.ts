// Builds the webview side into dist/, which the desktop app embeds.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { fileOf } from './chunks.ts';
import { messages } from './messages.ts';

export default defineConfig(({ mode }) => ({
  // No test reads a style.
  plugins: mode === 'test' ? [messages(), svelte()] : [messages(), tailwindcss(), svelte()],
  // Vitest would otherwise resolve Svelte's server build, which cannot mount.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  // The gallery shows the bitmaps of the tray, which are the desktop app's.
  server: { port: 5173, strictPort: true, fs: { allow: ['.', '../icons'] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The oldest webviews we meet: WebKitGTK 2.42, WebView2, and WKWebView of macOS 13.
    target: ['safari16.4', 'chrome111'],
    // The polyfill fetches; nothing in these windows may.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // One style sheet, which is there before any window.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: (id, graph) => fileOf(id, (id) => graph.getModuleInfo(id)), includeDependenciesRecursively: false }],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    env: { TZ: 'UTC' },
    restoreMocks: true,
    // No test waits for time; a busy computer is only slower.
    testTimeout: 60_000,
    // One world for all files, and what was compiled is kept: compiling the components costs more than all tests.
    isolate: false,
    pool: 'threads',
    experimental: { fsModuleCache: true },
  },
}));
