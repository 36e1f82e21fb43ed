import type { Query } from '../core/query/port';
import { executedOf, printExecuted, readExecuted } from './executed';

const AT = 1_790_000_000;
const instant = (promql: string, atSeconds = AT): Query => ({ kind: 'instant', id: promql, promql, atSeconds });
const range = (promql: string): Query => ({
  kind: 'range',
  id: promql,
  promql,
  startSeconds: AT - 3600,
  endSeconds: AT,
  stepSeconds: 300,
});

describe('executed queries', () => {
  it('stand below who was asked and for when', () => {
    const text = printExecuted([
      ...executedOf('Prometheus EU', [instant('up'), range('rate(a[5m])'), instant('down')]),
      ...executedOf('Prometheus US', [instant('up', AT - 60)]),
    ]);
    expect(text).toBe(`# Prometheus EU, instant at 2026-09-21T14:13:20Z
up

down

# Prometheus EU, range 2026-09-21T13:13:20Z to 2026-09-21T14:13:20Z, step 5m
rate(a[5m])

# Prometheus US, instant at 2026-09-21T14:12:20Z
up`);
  });

  it('say of whom nothing was asked, on one line', () => {
    const text = printExecuted([
      ...executedOf('Prometheus EU', []),
      ...executedOf('Prometheus US', [], 'connection\nrefused'),
    ]);
    expect(text).toBe('# Prometheus EU, nothing sent\n\n# Prometheus US, nothing sent: connection refused');
  });

  it('tell of a long union its first part, and of a short one everything', () => {
    const union = (count: number): Query => {
      const parts = Array.from({ length: count }, (_, key) => ({
        key: `${key}`,
        promql: `sum(requests_total{n="${key}"})`,
      }));
      return { ...instant(parts.map(({ promql }) => promql).join(' or ')), union: { id: 'u', parts } };
    };
    expect(printExecuted(executedOf('P', [union(2)]))).toContain(
      '\nsum(requests_total{n="0"}) or sum(requests_total{n="1"})'
    );
    expect(
      printExecuted(executedOf('P', [union(100)]))
        .split('\n')
        .slice(1)
    ).toEqual(['sum(requests_total{n="0"})', '# or … (the first of 100 parts)']);
  });

  it('are read back as they were, whatever the name and however many lines', () => {
    const text = `# EU, instant at the sea, instant at 2026-09-21T14:13:20Z
sum(
  # all of them
  up
)

down

# US, range 2026-09-21T13:13:20Z to 2026-09-21T14:13:20Z, step 5m
up

# ES, nothing sent

# FR, nothing sent: it says: no`;
    expect(readExecuted(text)).toEqual([
      {
        upstreamName: 'EU, instant at the sea',
        time: { kind: 'instant', atSeconds: AT },
        promql: ['sum(\n  # all of them\n  up\n)', 'down'],
      },
      {
        upstreamName: 'US',
        time: { kind: 'range', fromSeconds: AT - 3600, toSeconds: AT, step: '5m' },
        promql: ['up'],
      },
      { upstreamName: 'ES', time: null, reason: '' },
      { upstreamName: 'FR', time: null, reason: 'it says: no' },
    ]);
  });

  it('keep a query with blank lines in one piece', () => {
    const text = printExecuted(executedOf('P', [instant('\na\n\n  \n+ b\n'), instant('c')]));
    expect(readExecuted(text)).toMatchObject([{ promql: ['a\n+ b', 'c'] }]);
  });

  it('are none in text of somebody else', () => {
    expect(readExecuted('')).toEqual([]);
    expect(readExecuted('Expr: up\nStep: 1m')).toEqual([]);
  });
});
