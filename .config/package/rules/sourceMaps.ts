import path from 'node:path';
import { textsOf, type Rule } from './rule';

interface SourceMap {
  sources: string[];
  sourcesContent: string[];
}

/** What the validator looks for among the sources, and what it passes by: webpack’s own and others’ code. */
const PASSED_BY = /^(external |webpack\/|\.\.\/node_modules\/)/;

function problemsOf(name: string, map: SourceMap, id: string, sources: ReadonlyMap<string, string>): string[] {
  if (!map.sources?.length || map.sources.length !== map.sourcesContent?.length) {
    return [`${name} does not hold its sources.`];
  }
  return map.sources
    .map((source, place) => ({
      file: source.replace(new RegExp(`^webpack://${id}/*`), ''),
      text: map.sourcesContent[place],
    }))
    .filter(({ file }) => !PASSED_BY.test(file))
    .filter(({ file, text }) => sources.get(path.posix.normalize(file)) !== text)
    .map(({ file }) => `${name} holds ${file}, which is not the one below src.`);
}

export const SOURCE_MAP_RULES: Readonly<Record<string, Rule>> = {
  'every script has a source map': ({ files }) =>
    [...files.keys()]
      .filter((name) => name.endsWith('.js') && !files.has(`${name}.map`))
      .map((name) => `${name}.map is missing.`),

  'source maps hold the sources': ({ files, plugins, origin }) => {
    const id = plugins.find(({ folder }) => folder === '')!.json.id;
    return textsOf(files, /\.js\.map$/).flatMap(({ path: name, text }) =>
      problemsOf(name, JSON.parse(text) as SourceMap, id, origin.sources)
    );
  },
};
