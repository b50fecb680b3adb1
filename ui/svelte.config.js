// Shared by Vite, svelte-check and ESLint. Runes only: no component may fall back to the older reactivity.
export default {
  compilerOptions: { runes: true },
  preprocess: {
    markup: ({ content, filename }) => {
      if (filename?.includes('/bits-ui/dist/bits/command/')) return { code: unstyled(content) };
      return filename?.includes('/@lucide/svelte/dist/icons/') ? { code: drawn(content) } : undefined;
    },
  },
  vitePlugin: {
    // bits-ui ships components whose own mode is theirs to choose.
    dynamicCompileOptions: ({ filename }) =>
      filename.includes('node_modules') ? { runes: undefined } : undefined,
  },
};

/**
 * The wrappers of bits-ui's command list are divs with a style of their own, which the windows' content security policy
 * forbids. They look the same without it.
 */
function unstyled(content) {
  return content.replaceAll(' style="display: contents;"', '');
}

/**
 * An icon as the drawing it is. Lucide's component puts it together element by element each time it is shown, which took a
 * third of the time that a row takes. It takes what the windows give it and no other attribute, as those would be compared
 * anew each time.
 */
function drawn(content) {
  const data = /const iconData = (.*);/.exec(content)?.[1];
  if (data === undefined) throw new Error('an icon of Lucide is no longer written as it was');
  const { name, size, node } = JSON.parse(data);
  const attributes = (values) => Object.entries(values).map(([key, value]) => ` ${key}="${value}"`);
  const shapes = node.map(([tag, values]) => `<${tag}${attributes(values).join('')} />`);
  return `
    <script>
      const { size = ${size}, strokeWidth = 2, fill = 'none' } = $props();
    </script>
    <svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 ${size} ${size}" {fill}
      stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"
      class="lucide lucide-${name}">${shapes.join('')}</svg>`;
}
