const fs = require('node:fs');
const path = require('node:path');

const FILE = 'THIRD_PARTY_LICENSES.txt';
const SEPARATOR = `\n${'-'.repeat(80)}\n\n`;

/** Folder of the package that a file of node_modules belongs to. */
const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** Adds the licences of the packages that the scripts carry: nearly all of them ask to go with every copy. */
class ThirdPartyLicences {
  apply(compiler) {
    const { Compilation, WebpackError, sources } = compiler.webpack;
    const name = ThirdPartyLicences.name;
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name, stage }, () => {
        const texts = bundledPackages(compilation).map((folder) => {
          const text = licenceOf(folder);
          if (text === undefined) {
            compilation.errors.push(new WebpackError(`${folder} is bundled and has no licence file.`));
          }
          return text;
        });
        compilation.emitAsset(FILE, new sources.RawSource(texts.join(SEPARATOR)));
      });
    });
  }
}

function bundledPackages({ chunkGraph, modules }) {
  const folders = [...modules]
    .filter((module) => chunkGraph.getNumberOfModuleChunks(module) > 0)
    // Modules that webpack has joined into one.
    .flatMap((module) => module.modules ?? [module])
    .map(({ resource }) => PACKAGE.exec((resource ?? '').split(path.sep).join('/'))?.[0])
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort();
}

/** The licences of the packages that some files are of. */
function licencesOf(files) {
  const folders = files.map((file) => PACKAGE.exec(file)?.[0]).filter((folder) => folder !== undefined);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const text = licenceOf(folder);
    if (text === undefined) {
      throw new Error(`${folder} is bundled and has no licence file.`);
    }
    return text;
  });
  return texts.join(SEPARATOR);
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = fs
    .readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
  return texts.length > 0 ? `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n` : undefined;
}

module.exports = { ThirdPartyLicences, licencesOf };
