// What the build makes of a file of messages: see messages.ts beside this folder.
declare module '*.ftl' {
  import type { FluentResource } from '@fluent/bundle';

  const entries: FluentResource['body'];
  export default entries;
}
