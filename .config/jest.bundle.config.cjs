const base = require('./jest.config.cjs');

/** Checks on what the build has written to dist, and on the package made of it. */
module.exports = {
  ...base,
  roots: ['<rootDir>/tests/bundle', '<rootDir>/tests/package'],
  testEnvironment: 'node',
};
