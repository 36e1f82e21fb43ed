const fs = require('node:fs');
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const MinimizerPlugin = require('minimizer-webpack-plugin');
const { bundleRoot } = require('./bundleRoot.cjs');
const { externals } = require('./externals.cjs');
const { ThirdPartyLicences } = require('./licences.cjs');

const root = path.resolve(__dirname, '..');
const src = path.join(root, 'src');
const { version } = require('../package.json');

/** Folders below src that hold a plugin; '' is the app at the root of the bundle. */
const folders = fs
  .readdirSync(src, { recursive: true })
  .map(String)
  .filter((file) => path.basename(file) === 'plugin.json')
  .map((file) => path.dirname(file).replace(/^\.$/, ''));

const idOf = (folder) => JSON.parse(fs.readFileSync(path.join(src, folder, 'plugin.json'), 'utf8')).id;
const rootId = idOf('');
const nested = Object.fromEntries(folders.filter(Boolean).map((folder) => [idOf(folder), folder]));

/** Module that every entry starts with, so that it runs before the first lazy chunk is asked for. */
const publicPath = `import amdModule from 'amd-module';
${bundleRoot.toString()}
__webpack_public_path__ = bundleRoot(amdModule.uri, ${JSON.stringify(rootId)}, ${JSON.stringify(nested)});
`;

/** Reproducible builds set the date of the source, as reproducible-builds.org defines it. */
const today = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? Date.now() / 1000) * 1000).toISOString().slice(0, 10);

module.exports = (env = {}) => ({
  // Source maps name their sources from here, and Grafana's validator looks those up below src.
  context: src,
  mode: env.development ? 'development' : 'production',
  devtool: env.development ? 'eval-source-map' : 'source-map',
  target: ['web', 'es2022'],
  cache: {
    type: 'filesystem',
    cacheDirectory: path.join(root, '.cache', 'webpack'),
    buildDependencies: {
      config: [__filename, require.resolve('./bundleRoot.cjs'), require.resolve('./externals.cjs')],
    },
  },
  entry: Object.fromEntries(
    folders.map((folder) => [
      path.posix.join(folder, 'module'),
      [
        `data:text/javascript;base64,${Buffer.from(publicPath).toString('base64')}`,
        path.join(src, folder, fs.existsSync(path.join(src, folder, 'module.tsx')) ? 'module.tsx' : 'module.ts'),
      ],
    ])
  ),
  output: {
    path: path.join(root, 'dist'),
    clean: true,
    filename: '[name].js',
    chunkFilename: '[name].[contenthash].js',
    library: { type: 'amd' },
    uniqueName: rootId,
    publicPath: 'auto',
    devtoolModuleFilenameTemplate: sourceName,
  },
  externals,
  // The same names and hashes where node_modules is a link to that of another work tree.
  resolve: { extensions: ['.ts', '.tsx', '.js'], symlinks: false },
  resolveLoader: { symlinks: false },
  module: {
    rules: [
      { test: /\.yaml$/, type: 'asset/source' },
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: 'swc-loader',
        options: {
          // As an object, so that webpack can take the absolute paths out, on which the hashes would depend otherwise.
          parseMap: true,
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'classic' } },
          },
        },
      },
    ],
  },
  // All licences are in one file already.
  optimization: { minimizer: [new MinimizerPlugin({ extractComments: false })] },
  plugins: [
    new ThirdPartyLicences(),
    new CopyPlugin({
      patterns: [
        ...folders.flatMap((folder) => [
          {
            from: path.posix.join(src, folder, 'plugin.json'),
            to: folder,
            transform: (text) => fillIn(text.toString()),
          },
          { from: path.posix.join(src, folder, 'img'), to: path.posix.join(folder, 'img') },
          {
            from: path.posix.join(src, folder, 'locales'),
            to: path.posix.join(folder, 'locales'),
            noErrorOnMissing: true,
          },
        ]),
        { from: path.join(src, 'README.md'), to: '.' },
        { from: path.join(root, 'LICENSE'), to: '.', toType: 'dir' },
        { from: path.join(root, 'CHANGELOG.md'), to: '.' },
        { from: path.join(root, 'dashboards', '*.json'), to: 'dashboards/[name][ext]', noErrorOnMissing: true },
      ],
    }),
  ],
  performance: { hints: false },
  stats: 'errors-warnings',
});

/** Generated modules go by webpack's own prefix, so that nobody looks for them among the sources. */
function sourceName({ namespace, resourcePath }) {
  return `webpack://${namespace}/${resourcePath.startsWith('data:') ? 'webpack/bundle-root' : resourcePath}`;
}

/** The build fills in what Grafana shows of a version; Grafana replaces no placeholder itself. */
function fillIn(text) {
  return text.replaceAll('%VERSION%', version).replaceAll('%TODAY%', today);
}
