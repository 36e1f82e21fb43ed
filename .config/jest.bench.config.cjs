const base = require('./jest.config.cjs');

/** Measurements: each against a baseline of the same run, and not part of the tests. */
module.exports = {
  ...base,
  roots: ['<rootDir>/tests/bench'],
  testMatch: ['**/*.bench.ts'],
  // A browser's own fetch is what jsdom lacks, and a window is what @grafana/data wants.
  testEnvironment: '<rootDir>/.config/jest-window-environment.cjs',
};
