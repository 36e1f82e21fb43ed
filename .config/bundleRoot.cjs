/**
 * URL of the folder that holds the whole bundle, from the URL a module of it was loaded from.
 *
 * Grafana serves a nested plugin under its own id (/public/plugins/<nested id>/module.js) while lazy chunks of all
 * plugins lie in the root plugin's folder; a CDN keeps the nested folder in the path instead. Both are undone here,
 * and whatever stands before (origin, sub-path, CDN) is kept.
 *
 * The function is also inlined into every module by the build, so it must not refer to anything outside itself.
 *
 * @param {string} moduleUrl where Grafana loaded the module from
 * @param {string} rootId id of the root plugin
 * @param {Record<string, string>} nested folder of each nested plugin by its id
 * @returns {string} with a slash at the end
 */
function bundleRoot(moduleUrl, rootId, nested) {
  var path = moduleUrl.split(/[?#]/)[0];
  var folder = path.slice(0, path.lastIndexOf('/') + 1);
  for (var id in nested) {
    var ownRoot = '/' + id + '/';
    if (folder.slice(-ownRoot.length) === ownRoot) {
      return folder.slice(0, -ownRoot.length) + '/' + rootId + '/';
    }
    var inside = '/' + nested[id] + '/';
    if (folder.slice(-inside.length) === inside) {
      return folder.slice(0, -inside.length + 1);
    }
  }
  return folder;
}

module.exports = { bundleRoot };
