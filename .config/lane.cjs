const path = require('node:path');

const repoRoot = path.join(__dirname, '..');
const FOLDERS = { 18: repoRoot, 19: path.join(repoRoot, 'tests', 'react19') };

/** The version of React that REACT_LANE asks for, 18 by default. */
function reactLane() {
  const lane = process.env.REACT_LANE || '18';
  if (!(lane in FOLDERS)) {
    throw new Error(`REACT_LANE=${lane}: there are ${Object.keys(FOLDERS).join(' and ')}.`);
  }
  return lane;
}

/** The folder whose node_modules hold React and the @grafana packages of a lane. */
function packageRoot(lane = reactLane()) {
  return FOLDERS[lane];
}

/** Where the preview host of a lane is built to. */
function hostDir(lane = reactLane()) {
  return path.join(repoRoot, '.cache', `preview-react${lane}`);
}

module.exports = { reactLane, packageRoot, hostDir };
