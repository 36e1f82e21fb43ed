/** What Grafana shares with its plugins: never bundled, always the copy that Grafana itself runs on. */
const shared = [
  '@emotion/css',
  '@emotion/react',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'i18next',
  'lodash',
  'moment',
  'react',
  'react-dom',
  'react-router',
  'react/jsx-runtime',
  'rxjs',
];

module.exports = {
  shared,
  externals: [{ 'amd-module': 'module' }, ...shared],
};
