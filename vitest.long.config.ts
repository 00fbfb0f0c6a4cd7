import { defineConfig } from 'vitest/config';

// What takes longer: the packed tarball in an empty folder, interruptions, the bench.
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
