/** Tests run in Node’s own realm: what a worker has loaded and compiled serves all its files. */
export default {
  runtime: '<rootDir>/tests/support/jest/native-runtime.mjs',
  testEnvironment: '<rootDir>/tests/support/jest/native-environment.mjs',
  // `native-runtime` compiles, with SWC.
  transform: {},
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  // For `--findRelatedTests`, which resolves imports itself.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  setupFiles: ['reflect-metadata', '<rootDir>/tests/support/jest/property-seed.mjs'],
  globalSetup: '<rootDir>/tests/support/jest/name-run.mjs',
  globalTeardown: '<rootDir>/tests/support/jest/drop-spare.mjs',
  // Generous: a machine that does something else beside must not make a test fail.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/tests/support/jest/longest-first.mjs',
  // All cores: tests wait for databases and processes more than they compute.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '2GB',
};
