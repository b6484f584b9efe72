/** ES modules as they are; SWC only strips types and applies the decorators. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  setupFiles: ['reflect-metadata'],
  // Generous: a machine that does something else beside must not make a test fail.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  // All cores: tests wait for databases and processes more than they compute.
  maxWorkers: '100%',
  // Modules of finished files stay in a worker's memory: a new one costs less than collecting garbage among them.
  workerIdleMemoryLimit: '1GB',
};
