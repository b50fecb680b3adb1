// Shared by Vite, svelte-check and ESLint. Runes only: no component may fall back to the older reactivity.
export default {
  compilerOptions: { runes: true },
  vitePlugin: {
    // bits-ui ships components whose own mode is theirs to choose.
    dynamicCompileOptions: ({ filename }) =>
      filename.includes('node_modules') ? { runes: undefined } : undefined,
  },
};
