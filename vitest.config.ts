import { defineConfig } from 'vitest/config';

// Two cores: one worker a core. Tests that need Chromium share one browser a file.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
