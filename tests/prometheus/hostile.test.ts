import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Column } from '../../demo/columns';
import { startPrometheus, type RunningPrometheus } from '../../demo/prometheus-process';
import { encodeWrite, outgoing } from '../../demo/remote-write';
import { expandMacros } from '../../preview/server/promlib/step';
import { planEvents, increaseId } from '../../src/core/query/events/plan';
import { termsOf, termKey } from '../../src/core/query/events/terms';
import { slosAt } from '../../src/core/query/judgedSlo';
import { columnId } from '../../src/core/query/columns';
import type { Query } from '../../src/core/query/port';
import { planRecorded, isRecorded } from '../../src/core/query/slos/recordedPlan';
import { partReader } from '../../src/core/query/union';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { slothSlo } from '../../src/core/slo/sloth/slo';
import { freePorts } from '../freePorts';
import { askHttp } from './http';

const HOUR = 3600;
/** What breaks naive quoting, regular expressions and Grafana's interpolation. */
const NASTY = [
  '',
  ' ',
  '"',
  "'",
  '`',
  '\\',
  '\\\\"',
  'a"b',
  '\n',
  '\r\n\t',
  '\u0000',
  '\u007f',
  '$service',
  '${service}',
  '${service:regex}',
  '$__interval',
  '$__rate_interval',
  '${__range_s}',
  '$$',
  '\\$x',
  '[[service]]',
  '[[',
  '{{ .window }}',
  '.*',
  '.+',
  'a|b',
  '(a',
  'a)',
  'a{2}',
  '^a$',
  '[a-z]',
  '}',
  '"} or up{a="',
  '# comment',
  'ünïcode ✓ 日本 🍕',
  '\u2028',
  'e\u0301',
  '\u00e9',
];
const GENERATED = fc.sample(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'\\"\'`$[]{}()|.*+?^ab\n'.split('')) })
  ),
  { numRuns: 160, seed: 7 }
);
const VALUES = [...new Set([...NASTY, ...GENERATED])].filter((value) => value !== '');

/** Grafana's dashboard variables in a text: whatever matches would be replaced before the query is sent. */
const VARIABLE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/** The query as it arrives at Prometheus through Grafana's front end and back end. */
function throughGrafana(query: Query): Query {
  const input = {
    fromMs: 0,
    toMs: HOUR * 1000,
    maxDataPoints: 100,
    interval: '60s',
    intervalMs: 60_000,
    scrapeInterval: '',
  };
  return { ...query, promql: expandMacros(query.promql.replace(VARIABLE, 'INTERPOLATED'), input, 60_000) };
}

const to = Math.floor(Date.now() / 60_000) * 60 - HOUR;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
/** Tells which series were selected from their sum: no two sets of them have the same. */
const increaseOf = (index: number) => 1000 + index;

let prometheus: RunningPrometheus;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-hostile-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  prometheus = await startPrometheus({
    configFile: join(folder, 'prometheus.yml'),
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: (await freePorts(1))[0]!,
  });
  const times = Array.from({ length: 121 }, (_, minute) => ({
    index: minute,
    share: 0,
    milliseconds: (to - 2 * HOUR + minute * 60) * 1000,
  }));
  const columns = VALUES.flatMap((value, index): Column[] => [
    {
      labels: { __name__: 'requests_total', who: value },
      valueAt: (minute: number) => 1e6 + (minute * increaseOf(index)) / 60,
    },
    {
      labels: { __name__: 'slo:sli_error:ratio_rate5m', sloth_id: value, sloth_service: 's', sloth_slo: value },
      valueAt: () => index,
    },
  ]);
  await prometheus.api.write(
    encodeWrite(
      columns.map((column) => outgoing(column, false)),
      times
    ).body
  );
}, 60_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

test(`events of ${VALUES.length} label values: exactly the series of each is counted`, async () => {
  const slos = mergeDefinitions(
    upstream,
    [],
    VALUES.map((value, index) => {
      const term = {
        sign: 1 as const,
        selector: {
          type: 'selector' as const,
          metric: 'requests_total',
          matchers: [{ label: 'who', operator: '=' as const, value }],
        },
      };
      return {
        tool: 'openslo' as const,
        document: index + 1,
        line: 1,
        service: value,
        name: value,
        labels: {},
        objectiveRatio: 0.9,
        window: { kind: 'rolling' as const, seconds: HOUR },
        events: { counted: 'good' as const, part: [term] as const, total: [term] as const },
        links: [],
      };
    })
  );
  const queries = planEvents(slosAt(slos, to), to);
  expect(queries.length).toBeGreaterThan(4);
  const read = partReader(queries, await askHttp(prometheus.api.url, queries.map(throughGrafana)));
  const terms = termsOf(slos);
  for (const [index, slo] of slos.entries()) {
    const answer = read(increaseId(HOUR), termKey(terms, slo.events!.total[0].selector));
    const value = answer.state === 'ok' ? answer.series[0]?.values[0] : answer.reason;
    expect({ who: VALUES[index], value }).toEqual({ who: VALUES[index], value: expect.closeTo(increaseOf(index), 6) });
  }
});

test('recorded series of any choice of ids: exactly those are read', async () => {
  const slo = (value: string) =>
    slothSlo({
      upstream,
      info: { sloth_id: value, sloth_service: 's', sloth_slo: value, sloth_objective: '99' },
      objectiveRatio: undefined,
      periodDays: 30,
      recordedWindowsSeconds: [300],
      current: true,
    });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(VALUES.length - 1), { minLength: 1, maxLength: 90 }), async (chosen) => {
      const recorded = chosen.map((index) => slo(VALUES[index]!));
      const slos = slosAt(recorded, to).filter(isRecorded);
      const id = columnId({ metric: 'slo:sli_error:ratio_rate5m' });
      const query = planRecorded(slos, to).find((one) => one.id === id)!;
      const answer = (await askHttp(prometheus.api.url, [throughGrafana(query)])).get(id)!;
      const found = answer.state === 'ok' ? answer.series.map(({ values }) => values[0]!) : [];
      expect(new Set(found)).toEqual(new Set(chosen));
    }),
    { numRuns: 40 }
  );
}, 30_000);
