import { groupValue, labelsOfNone, matchSlos, type MatchOperator } from './labelMatchers';
import type { Slo } from './slo';

function slo(name: string, labels: Record<string, string>, owner?: string): Slo {
  return {
    id: name,
    tool: 'openslo',
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    service: 'orders',
    name,
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    pairs: [],
    links: [],
    problems: [],
  };
}

const slos = [
  slo('a', { region: 'eu-1', service: 'other' }, 'cooks'),
  slo('b', { region: 'us-1' }),
  slo('c', { tier: '1' }),
];

it.each<[string, MatchOperator, string[], string[]]>([
  ['region', '=', ['eu-1'], ['a']],
  ['region', '!=', ['eu-1'], ['b', 'c']],
  ['region', '=', [''], ['c']],
  ['region', '=~', ['eu'], []],
  ['region', '=~', ['eu.*|us-1'], ['a', 'b']],
  ['region', '!~', ['eu.*'], ['b', 'c']],
  ['region', '=|', ['eu-1', 'us-1'], ['a', 'b']],
  ['region', '!=|', ['eu-1', 'us-1'], ['c']],
  ['service', '=', ['orders'], ['a', 'b', 'c']],
  ['service', '=', ['other'], []],
  ['slo', '=', ['b'], ['b']],
  ['owner', '=', ['cooks'], ['a']],
  ['nothing', '=', ['x'], []],
  ['nothing', '!=', ['x'], ['a', 'b', 'c']],
])('%s %s %j', (label, operator, values, expected) => {
  expect(matchSlos(slos, [{ label, operator, values }]).map(({ name }) => name)).toEqual(expected);
});

it('wants every matcher to pass', () => {
  const matchers = [
    { label: 'region', operator: '=~', values: ['.+'] },
    { label: 'slo', operator: '!=', values: ['a'] },
  ] as const;
  expect(matchSlos(slos, matchers).map(({ name }) => name)).toEqual(['b']);
});

it('tells labels that no SLO has', () => {
  const matchers = ['pod', 'tier', 'owner', 'pod'].map((label) => ({ label, operator: '=' as const, values: ['x'] }));
  expect(labelsOfNone(slos, matchers)).toEqual(['pod']);
});

it.each([
  ['region', ['eu-1', 'us-1', '']],
  ['service', ['orders', 'orders', 'orders']],
  ['owner', ['cooks', '', '']],
  ['tool', ['openslo', 'openslo', 'openslo']],
  ['upstream', ['Prometheus', 'Prometheus', 'Prometheus']],
  ['constructor', ['', '', '']],
])('SLOs are grouped by %s', (label, expected) => {
  expect(slos.map((one) => groupValue(one, label))).toEqual(expected);
});
