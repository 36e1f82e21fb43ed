import { textsOf, type Rule } from './rule';

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/;

export const LICENCE_RULES: Readonly<Record<string, Rule>> = {
  'licences of what others wrote': ({ files }) => {
    const sources = textsOf(files, /\.js\.map$/).flatMap(
      ({ text }) => (JSON.parse(text) as { sources: string[] }).sources
    );
    const packages = new Set(sources.flatMap((source) => PACKAGE.exec(source)?.[1] ?? []));
    const licences = (files.get('THIRD_PARTY_LICENSES.txt')?.toString('utf8') ?? '').split('\n');
    return [...packages]
      .filter((name) => !licences.some((line) => line.startsWith(`${name} `)))
      .map((name) => `${name} is bundled without its licence.`);
  },
};
