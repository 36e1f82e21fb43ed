const base = require('./jest.config.cjs');

/** Tests that ask a real Prometheus; those about the demo share one. */
module.exports = {
  ...base,
  roots: ['<rootDir>/tests/prometheus'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/prometheus/setup.ts',
  globalTeardown: '<rootDir>/tests/prometheus/teardown.ts',
};
