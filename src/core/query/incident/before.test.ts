import type { RulesAnswer } from '../../rules/rules';
import { mergeDefinitions } from '../../slo/merge';
import type { Answer, Answers, Series } from '../port';
import { judgeBefore, planBefore } from './before';
import { countedDefinition } from '../events/testing';

const ONSET = 1_790_000_040;
const TO = ONSET + 3600;
const FROM = ONSET - 1800;
const END = ONSET + 300;
const NO_RULES: RulesAnswer = { state: 'ok', groups: [] };

const [slo] = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  [
    countedDefinition({
      name: 'availability',
      labels: { namespace: 'shop' },
      window: { kind: 'rolling', seconds: 86_400 },
    }),
  ]
);
const row = { slo: slo! };

/** A sample each minute from the first time until the last, inclusive. */
function series(labels: Record<string, string>, value: number, fromSeconds = FROM - 300, toSeconds = END): Series {
  const length = Math.floor((toSeconds - fromSeconds) / 60) + 1;
  const timesSeconds = Array.from({ length }, (_, index) => fromSeconds + index * 60);
  return { labels, timesSeconds, values: timesSeconds.map(() => value) };
}

function answers(parts: { versions?: Series[]; targets?: Series[]; alerts?: Series[] }): Answers {
  const ok = (found: Series[] = []): Answer => ({ state: 'ok', series: found, warnings: [] });
  return new Map([
    ['before:versions', ok(parts.versions)],
    ['before:targets', ok(parts.targets)],
    ['before:alerts', ok(parts.alerts)],
  ]);
}

const changesOf = (parts: Parameters<typeof answers>[0]) =>
  judgeBefore(TO, row, ONSET, answers(parts), NO_RULES).changes;

it('looks at the half hour before the onset and five minutes after it, in three range queries', () => {
  const queries = planBefore(TO, row, ONSET);
  expect(queries).toHaveLength(3);
  for (const { startSeconds, endSeconds, stepSeconds } of queries) {
    // Five minutes more tell what was there all along.
    expect([startSeconds, endSeconds, stepSeconds]).toEqual([FROM - 300, END, 60]);
  }
  const [soon] = planBefore(ONSET + 60, row, ONSET);
  expect(soon!.endSeconds).toBe(ONSET + 60);
});

it('a version is new where no series had it before', () => {
  const old = series({ version: '1', job: 'orders' }, 2);
  const fresh = series({ version: '2', job: 'orders' }, 1, FROM + 600);
  expect(changesOf({ versions: [old, fresh] })).toEqual([
    { kind: 'version', atSeconds: FROM + 600, label: 'version', value: '2' },
  ]);
  const elsewhere = series({ version: '2', job: 'other' }, 1);
  expect(changesOf({ versions: [old, fresh, elsewhere] })).toEqual([]);
});

it('series are lost where fewer are left, or none of a job', () => {
  const partly = [series({ job: 'orders' }, 4, FROM - 300, FROM + 540), series({ job: 'orders' }, 3, FROM + 600)];
  expect(changesOf({ versions: partly })).toEqual([
    { kind: 'seriesLost', atSeconds: FROM + 600, job: 'orders', before: 4, after: 3 },
  ]);
  const gone = series({ job: 'gone' }, 4, FROM - 300, FROM + 540);
  expect(changesOf({ versions: [gone, series({ job: 'orders' }, 3)] })).toEqual([
    { kind: 'seriesLost', atSeconds: FROM + 600, job: 'gone', before: 4, after: 0 },
  ]);
  expect(changesOf({ versions: [gone] })).toEqual([
    { kind: 'seriesLost', atSeconds: END, job: 'gone', before: 4, after: 0 },
  ]);
});

it('targets are down of the jobs that are counted, where they were not down before', () => {
  const versions = [series({ version: '1', job: 'orders' }, 1)];
  const down = (job: string, fromSeconds: number) => series({ job }, 2, fromSeconds);
  expect(changesOf({ versions, targets: [down('orders', FROM + 60), down('other', FROM + 60)] })).toEqual([
    { kind: 'targetsDown', atSeconds: FROM + 60, job: 'orders', count: 2 },
  ]);
  expect(changesOf({ versions, targets: [down('orders', FROM - 300)] })).toEqual([]);
});

it('a target that has long been down does not hide those that follow it', () => {
  const versions = [series({ version: '1', job: 'orders' }, 1)];
  const targets = series({ job: 'orders' }, 1);
  const more = { ...targets, values: targets.timesSeconds.map((time) => (time < FROM + 600 ? 1 : 4)) };
  expect(changesOf({ versions, targets: [more] })).toEqual([
    { kind: 'targetsDown', atSeconds: FROM + 600, job: 'orders', count: 3 },
  ]);
});

it('alerts are told that share a service, a namespace or a job, newest first', () => {
  const versions = [series({ version: '1', job: 'orders-api' }, 1)];
  const alert = (alertname: string, labels: Record<string, string>, fromSeconds: number) =>
    series({ alertname, ...labels }, 1, fromSeconds);
  expect(
    changesOf({
      versions,
      alerts: [
        alert('ByService', { service: 'orders' }, FROM),
        alert('ByNamespace', { namespace: 'shop' }, FROM + 60),
        alert('ByJob', { job: 'orders-api' }, FROM + 120),
        alert('Foreign', { service: 'cart', namespace: 'other', job: 'cart' }, FROM + 180),
        alert('Unlabelled', {}, FROM + 180),
        alert('Long since', { service: 'orders' }, FROM - 300),
      ],
    })
  ).toEqual([
    { kind: 'alert', atSeconds: FROM + 120, name: 'ByJob' },
    { kind: 'alert', atSeconds: FROM + 60, name: 'ByNamespace' },
    { kind: 'alert', atSeconds: FROM, name: 'ByService' },
  ]);
});

describe('where nothing is told', () => {
  it('is nothing found only where somebody could look', () => {
    const quiet = answers({ versions: [series({ version: '1', job: 'orders' }, 1)] });
    expect(judgeBefore(TO, row, ONSET, quiet, NO_RULES)).toEqual({
      fromSeconds: FROM,
      changes: [],
      nothingIn: ['versions', 'targets', 'rules', 'alerts'],
      notIn: [],
    });
  });

  it('is not looked at versions that no label tells', () => {
    const { nothingIn, notIn } = judgeBefore(
      TO,
      row,
      ONSET,
      answers({ versions: [series({ job: 'a' }, 1)] }),
      NO_RULES
    );
    expect(notIn).toEqual([{ place: 'versions', unseen: { kind: 'noVersionLabel' } }]);
    expect(nothingIn).not.toContain('versions');
  });

  it('is not looked at targets that no job label tells, nor are those of others told', () => {
    const found = answers({
      versions: [series({ version: '1' }, 1)],
      targets: [series({ job: 'other' }, 1, FROM + 60)],
    });
    const { changes, notIn } = judgeBefore(TO, row, ONSET, found, NO_RULES);
    expect(changes).toEqual([]);
    expect(notIn).toEqual([{ place: 'targets', unseen: { kind: 'noJobLabel' } }]);
  });

  it('tells no target of others, and not that there were no alerts, where the jobs could not be read', () => {
    const failed: Answer = { state: 'failed', message: 'too slow', cause: 'unavailable' };
    const others = answers({ targets: [series({ job: 'other' }, 1, FROM + 60)] });
    const found = new Map([...others, ['before:versions', failed]]);
    const { changes, nothingIn } = judgeBefore(TO, row, ONSET, found, NO_RULES);
    expect(changes).toEqual([]);
    expect(nothingIn).toEqual(['rules']);
  });

  it('is not looked where the upstream did not answer', () => {
    const failed: Answer = { state: 'failed', message: 'too slow', cause: 'unavailable' };
    const some = new Map([...answers({}), ['before:versions', failed], ['before:alerts', failed]]);
    const rules: RulesAnswer = { state: 'unreadable', cause: 'forbidden', message: 'no' };
    const { nothingIn, notIn } = judgeBefore(TO, row, ONSET, some, rules);
    const unseen = { kind: 'failed', message: 'too slow' };
    expect(nothingIn).toEqual([]);
    expect(notIn).toEqual([
      { place: 'versions', unseen },
      { place: 'targets', unseen },
      { place: 'rules', unseen: { kind: 'failed', message: 'no' } },
      { place: 'alerts', unseen },
    ]);
  });

  it('is asked for alerts alone where only ratios are recorded', () => {
    const { events: _, ...recorded } = slo!;
    expect(planBefore(TO, { slo: recorded }, ONSET).map(({ id }) => id)).toEqual(['before:alerts']);
    const { notIn } = judgeBefore(TO, { slo: recorded }, ONSET, answers({}), NO_RULES);
    expect(notIn).toEqual([
      { place: 'versions', unseen: { kind: 'noEvents' } },
      { place: 'targets', unseen: { kind: 'noEvents' } },
    ]);
  });
});

it('sees nothing in a place that holds more than can be read: what is cut off may have been there before', () => {
  // Three questions of 41 minutes, each of two series.
  const bound = { mostPoints: 3 * 41 * 2 };
  expect(planBefore(TO, row, ONSET, bound).map(({ promql }) => promql.startsWith('topk(2, count by '))).toEqual([
    true,
    true,
    true,
  ]);
  const found = answers({ alerts: ['a', 'b'].map((alertname) => series({ alertname, service: 'orders' }, 1, ONSET)) });
  const before = judgeBefore(TO, row, ONSET, found, NO_RULES, bound);
  expect(before.changes).toEqual([]);
  expect(before.notIn).toContainEqual({ place: 'alerts', unseen: { kind: 'tooMany' } });
  expect(judgeBefore(TO, row, ONSET, found, NO_RULES).changes).toHaveLength(2);
});
