const base = require('./jest.config.cjs');

process.env.REACT_LANE = '19';

/** What depends on React and Grafana, again on React 19 and Grafana 13; the pure core knows neither. */
module.exports = {
  ...base,
  roots: ['<rootDir>/src', '<rootDir>/preview/client', '<rootDir>/.config'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/src/core/', '<rootDir>/\\.config/(?!lane\\.)'],
  resolver: '<rootDir>/.config/jest-react19-resolver.cjs',
};
