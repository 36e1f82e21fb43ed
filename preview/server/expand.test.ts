/** @jest-environment node */
import { expandText, expandTree } from './expand';

const ENV = { URL: 'http://prom:9090', PORT: '9090', EMPTY: '' };

test.each([
  ['$URL', 'http://prom:9090'],
  ['${URL}/api', 'http://prom:9090/api'],
  ['$URL-x $PORT', 'http://prom:9090-x 9090'],
  ['$UNSET|${UNSET}|$EMPTY', '||'],
  ['$$__interval costs 5$$', '$__interval costs 5$'],
  ['$$$PORT', '$9090'],
  ['5 $ and 100%', '5 $ and 100%'],
])('%s', (text, expected) => {
  expect(expandText(text, ENV)).toBe(expected);
});

test('a tree keeps its shape and what is not text', () => {
  const tree = { port: 9090, on: true, url: '$URL', list: ['$PORT', 1, null] };
  expect(expandTree(tree, ENV)).toEqual({ port: 9090, on: true, url: 'http://prom:9090', list: ['9090', 1, null] });
});
