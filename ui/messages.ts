// A file of messages, parsed when the windows are built: it takes a page longer to parse them than to show its window.
import { FluentResource } from '@fluent/bundle';
import type { Plugin } from 'vite';

/** A `.ftl` file as the entries that are in it. */
export function messages(): Plugin {
  return {
    name: 'messages',
    transform(source, id) {
      if (!id.endsWith('.ftl')) return undefined;
      const entries = JSON.stringify(new FluentResource(source).body);
      // Read as data, which the engine does faster than the same as code.
      return { code: `export default JSON.parse(${JSON.stringify(entries)});`, map: { mappings: '' }, moduleType: 'js' };
    },
  };
}
