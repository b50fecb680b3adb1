// Shared by Vite, svelte-check and ESLint. Runes only: no component may fall back to the older reactivity.
export default {
  compilerOptions: { runes: true },
  // The wrappers of bits-ui's command list are divs with a style of their own, which the windows' content security policy
  // forbids. They look the same without it.
  preprocess: {
    markup: ({ content, filename }) =>
      filename?.includes('/bits-ui/dist/bits/command/')
        ? { code: content.replaceAll(' style="display: contents;"', '') }
        : undefined,
  },
  vitePlugin: {
    // bits-ui ships components whose own mode is theirs to choose.
    dynamicCompileOptions: ({ filename }) =>
      filename.includes('node_modules') ? { runes: undefined } : undefined,
  },
};
