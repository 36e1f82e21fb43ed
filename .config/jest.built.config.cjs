const path = require('node:path');
// Both are of a run, not of its projects.
const { testTimeout: _timeout, maxWorkers: _workers, ...base } = require('./jest.config.cjs');

const project = { ...base, rootDir: path.join(__dirname, '..'), testEnvironment: 'node', setupFilesAfterEnv: [] };

/** Checks on what the build has written, side by side: those of the images mostly wait for containers. */
module.exports = {
  rootDir: '..',
  maxWorkers: 3,
  testTimeout: 60_000,
  projects: [
    { ...project, displayName: 'bundle and package', roots: ['<rootDir>/tests/bundle', '<rootDir>/tests/package'] },
    {
      // How Grafana is built and packed, by what is written down and, with IMAGE_TESTS=1, on a container engine.
      ...project,
      displayName: 'image',
      roots: ['<rootDir>/tests/image'],
      globalSetup: '<rootDir>/tests/image/setup.ts',
      globalTeardown: '<rootDir>/tests/image/teardown.ts',
    },
  ],
};
