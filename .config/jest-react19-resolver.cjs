const path = require('node:path');
const { packageRoot } = require('./lane.cjs');

const lane = packageRoot('19');
const { dependencies } = require(path.join(lane, 'package.json'));
const packages = Object.keys(dependencies);

/**
 * Takes the packages of the React 19 lane from there, whoever asks, our sources or a test library. Packages within the
 * lane find one another: some hold an older copy of their own, which has to stay theirs.
 */
module.exports = (request, options) => {
  const isOutside = !options.basedir.startsWith(path.join(lane, 'node_modules') + path.sep);
  const isOfLane = packages.some((name) => request === name || request.startsWith(`${name}/`));
  return options.defaultResolver(request, isOutside && isOfLane ? { ...options, basedir: lane } : options);
};
