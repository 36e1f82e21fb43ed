/** @jest-environment node */
import { expandText, expandTree } from './expand';

const ENV = { URL: 'http://prom:9090', PORT: '9090', ON: 'true', EMPTY: '' };

test.each([
  ['$URL', 'http://prom:9090'],
  ['${URL}/api', 'http://prom:9090/api'],
  ['$URL-x $PORT', 'http://prom:9090-x 9090'],
  ['$UNSET|${UNSET}|$EMPTY', '||'],
  ['$$__interval costs 5$$', '$__interval costs 5$'],
  ['$__env{PORT}', '9090'],
  ['5 $ and 100%', '5 $ and 100%'],
  ['$1', ''],
])('%s', (text, expected) => {
  expect(expandText(text, ENV)).toBe(expected);
});

test('an expanded string takes the type it looks like, any other keeps its own', () => {
  const tree = { port: '$PORT', fixed: '9090', on: '${ON}', url: '$URL', list: ['$PORT', 1, null], escaped: '$$1' };
  expect(expandTree(tree, ENV)).toEqual({
    port: 9090,
    fixed: '9090',
    on: true,
    url: 'http://prom:9090',
    list: [9090, 1, null],
    escaped: '$1',
  });
});
