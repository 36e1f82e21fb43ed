const esModules = [
  '@grafana',
  '@wojtekmaj',
  '@react-hookz',
  'd3',
  'd3-.*',
  'delaunator',
  'internmap',
  'lib0',
  'marked',
  'marked-mangle',
  'nanoid',
  'ol',
  'geotiff',
  'quick-lru',
  'rbush',
  'react-calendar',
  'get-user-locale',
  'memoize',
  'mimic-function',
  'robust-predicates',
  'uuid',
  'yjs',
].join('|');

const swc = {
  jsc: {
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'classic' } },
    target: 'es2022',
  },
};

process.env.TZ = 'UTC';

module.exports = {
  rootDir: '..',
  roots: ['<rootDir>/src', '<rootDir>/demo', '<rootDir>/preview', '<rootDir>/.config', '<rootDir>/tests/prometheus'],
  testMatch: ['**/*.test.{ts,tsx}'],
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: ['<rootDir>/.config/jest-setup.ts'],
  moduleNameMapper: {
    '\\.(css|scss|svg|png)$': '<rootDir>/.config/jest-asset.cjs',
    '^react-inlinesvg$': '<rootDir>/.config/jest-inline-svg.tsx',
  },
  transform: { '^.+\\.m?[jt]sx?$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`node_modules/(?!(${esModules})/)`],
};
