const base = require('./jest.config.cjs');

/** Checks on how Grafana is built and packed, by what is written down and, with IMAGE_TESTS=1, on a container engine. */
module.exports = {
  ...base,
  roots: ['<rootDir>/tests/image'],
  testEnvironment: 'node',
  setupFilesAfterEnv: [],
  globalSetup: '<rootDir>/tests/image/setup.ts',
  globalTeardown: '<rootDir>/tests/image/teardown.ts',
  testTimeout: 60_000,
};
