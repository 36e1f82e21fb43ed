const esModules = [
  '@grafana',
  '@wojtekmaj',
  '@react-hookz',
  '@ver0',
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
  'yaml',
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
process.env.REACT_LANE = '18';

module.exports = {
  rootDir: '..',
  roots: ['<rootDir>/src', '<rootDir>/demo', '<rootDir>/preview', '<rootDir>/.config'],
  testMatch: ['**/*.test.{ts,tsx}'],
  testEnvironment: 'jsdom',
  // Jest leaves a core free, which of two is half of the machine.
  maxWorkers: '100%',
  // A busy machine is no failure; what hangs is found all the same.
  testTimeout: 30_000,
  setupFilesAfterEnv: ['<rootDir>/.config/jest-setup.ts'],
  moduleNameMapper: {
    '\\.(css|scss|svg|png)$': '<rootDir>/.config/jest-asset.cjs',
    '^react-inlinesvg$': '<rootDir>/.config/jest-inline-svg.tsx',
    '^@floating-ui/dom$': '<rootDir>/.config/jest-floating-ui.cjs',
  },
  transform: { '^.+\\.m?[jt]sx?$': ['@swc/jest', swc], '\\.yaml$': '<rootDir>/.config/jest-text.cjs' },
  transformIgnorePatterns: [`node_modules/(?!(${esModules})/)`],
};
