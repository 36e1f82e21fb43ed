const base = require('./jest.config.cjs');

process.env.REACT_LANE = '19';

/**
 * What depends on React and Grafana, again on React 19 and Grafana 13: all that draws, and each plugin as a whole. What makes
 * words and frames of numbers makes the same of them there.
 */
module.exports = {
  ...base,
  roots: ['<rootDir>/src', '<rootDir>/preview/client', '<rootDir>/.config'],
  testMatch: [
    '**/*.test.tsx',
    '**/src/datasource/*.test.ts',
    '**/src/scorecard/*.test.ts',
    '**/src/shared/**/*.test.ts',
    '**/.config/lane.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/src/core/', '<rootDir>/\\.config/(?!lane\\.)'],
  resolver: '<rootDir>/.config/jest-react19-resolver.cjs',
};
