import { textsOf, type Rule } from './rule';

/** First bytes of a file by the ending of its name. */
const SIGNATURES: Readonly<Record<string, Buffer>> = {
  png: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  jpg: Buffer.from('\xff\xd8\xff', 'latin1'),
  gif: Buffer.from('GIF8', 'latin1'),
};

const UNSAFE: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['an element that can run or embed something', /<(script|foreignObject|iframe|image|use|style|animate|set|a)\b/i],
  ['an event handler', /\son\w+\s*=/i],
  ['a reference to elsewhere', /(href|src)\s*=|url\(\s*['"]?(?!#)|@import|javascript:|data:/i],
  ['a declaration of its own', /<!(DOCTYPE|ENTITY)|<\?xml-stylesheet/i],
];

export const IMAGE_RULES: Readonly<Record<string, Rule>> = {
  'safe SVG': ({ files }) =>
    textsOf(files, /\.svg$/).flatMap(({ path, text }) => [
      ...(/^<svg [^]*<\/svg>\s*$/.test(text) ? [] : [`${path} is no SVG.`]),
      ...UNSAFE.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${path} holds ${what}.`),
    ]),

  'pictures of the kind that their name says': ({ files }) =>
    [...files]
      .map(([path, content]) => ({ path, content, signature: SIGNATURES[path.split('.').at(-1)!] }))
      .filter(({ content, signature }) => signature && !content.subarray(0, signature.length).equals(signature))
      .map(({ path }) => `${path} is something else.`),
};
