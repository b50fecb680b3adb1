// The walk through the gallery: apart from the other tests, because it needs a browser.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['gallery/walk.test.ts'],
    // Pages side by side in the one browser.
    maxConcurrency: 3,
    // A machine that is busy with something else takes its time.
    testTimeout: 120_000,
  },
});
