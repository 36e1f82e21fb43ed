import { parser } from '@prometheus-io/lezer-promql';
import { selector } from '../promql/ast';
import { combine, tagged } from './batch';

/** How many binary expressions stand inside one another at most, by Prometheus's own grammar for editors. */
function depth(promql: string): number {
  let level = 0;
  let deepest = 0;
  parser.parse(promql).iterate({
    enter: ({ name, type }) => {
      expect(type.isError).toBe(false);
      level += name === 'BinaryExpr' ? 1 : 0;
      deepest = Math.max(deepest, level);
    },
    leave: ({ name }) => {
      level -= name === 'BinaryExpr' ? 1 : 0;
    },
  });
  return deepest;
}

describe('combine', () => {
  it('leaves one expression as it is', () => {
    expect(combine(['a'])).toBe('a');
  });

  it('keeps the order', () => {
    expect(combine(['a', 'b', 'c'])).toBe('((a or b) or c)');
  });

  it('is as flat as a tree can be', () => {
    expect(depth(combine(Array.from({ length: 40 }, (_, index) => `m${index}`)))).toBe(6);
  });
});

it('tags an expression, whatever the tag holds', () => {
  const promql = tagged(selector('a'), 'code=~"5..|$x"');
  expect(promql).toBe(String.raw`label_replace(a, "suggestion", "code=~\"5..|\x24x\"", "", "")`);
  expect(depth(promql)).toBe(0);
});
