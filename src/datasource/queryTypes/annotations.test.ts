import { lastValueFrom, of } from 'rxjs';
import { selector } from '../../core/promql/ast';
import type { Answers, Query } from '../../core/query/port';
import { mergeDefinitions } from '../../core/slo/merge';
import { ANNOTATIONS } from './annotations';
import type { Asked } from './queryKind';
import { countedDefinition } from '../../core/query/events/testing';

const TO = 1_790_000_400;
const total = { sign: 1 as const, selector: selector('total') };
const slos = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  [
    countedDefinition({
      name: 'availability',
      window: { kind: 'rolling', seconds: 86_400 },
      events: { counted: 'good', part: [total], total: [total] },
    }),
  ]
);

/** Asks for releases of an upstream where versions stand on what is counted, in build information, or nowhere. */
async function releases(where: 'counted' | 'buildInfo' | 'nowhere') {
  const rounds: Array<readonly Query[]> = [];
  const steps = [0, 600, 1200].map((seconds) => TO - 1200 + seconds);
  const answer = (queries: readonly Query[]): Answers => {
    rounds.push(queries);
    const tells = where === (rounds.length === 1 ? 'counted' : 'buildInfo');
    const of = (timesSeconds: number[], version: string) => ({
      labels: { slo_part: '0', job: 'shop', ...(tells ? { version } : {}) },
      timesSeconds,
      values: timesSeconds.map(() => 1),
    });
    const series = [of(steps.slice(0, 2), '3.8.2'), of(steps.slice(1), '3.9.0')];
    return new Map(queries.map(({ id }) => [id, { state: 'ok', series, warnings: [] }]));
  };
  const asked: Asked = {
    target: { refId: 'Anno', schemaVersion: 1, queryType: 'annotations', mark: 'releases' },
    range: { fromSeconds: TO - 1200, toSeconds: TO, stepSeconds: 600, zone: 'Etc/UTC' },
    slos,
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    known: slos,
    grafanaAlerting: of({ alerts: { state: 'ok', value: [] }, alertmanager: null }),
    options: {},
    rules: { state: 'unreadable', cause: 'missing', message: '' },
    askExemplars: () => of([]),
    release: null,
    askUpstream: (queries) => of(answer(queries)),
  };
  const told = await lastValueFrom(ANNOTATIONS.ask(asked));
  const [frame] = ANNOTATIONS.frames(asked.target, asked.range, [told.found]);
  return {
    rounds: rounds.length,
    promql: told.sent.map(({ promql }) => promql),
    texts: frame!.fields.find(({ name }) => name === 'text')!.values,
    notices: (frame!.meta?.notices ?? []).map(({ text }) => text),
  };
}

it('marks releases that what is counted tells in one round', async () => {
  const { rounds, texts, notices } = await releases('counted');
  expect(rounds).toBe(1);
  expect(texts).toEqual(['orders / availability: version 3.9.0 is seen first here; it came in the 10m before.']);
  expect(notices).toEqual([]);
});

it('asks build information in a second round where what is counted has no version', async () => {
  const { rounds, texts, promql } = await releases('buildInfo');
  expect(rounds).toBe(2);
  expect(texts).toHaveLength(1);
  expect(promql).toEqual([expect.stringContaining('total['), expect.stringContaining('build_info')]);
});

it('says where no version can be seen', async () => {
  const { texts, notices } = await releases('nowhere');
  expect(texts).toEqual([]);
  expect(notices).toEqual([expect.stringMatching(/no version label .*: orders \/ availability\.$/)]);
});
