const base = require('./jest.config.cjs');

/** Checks on what the build has written to dist. */
module.exports = { ...base, roots: ['<rootDir>/tests/bundle'], testEnvironment: 'node' };
