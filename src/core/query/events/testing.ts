/** An upstream for tests whose counters are functions of time, so that every answer can be known without asking it. */
import { selector } from '../../promql/ast';
import type { SloDefinition } from '../../slo/definition';
import type { Answer, Answers, Query } from '../port';

/** An SLO of a document that counts `bad` events out of `total`, 99 % over 30 days. */
export function countedDefinition(change: Partial<SloDefinition> = {}): SloDefinition {
  return {
    tool: 'openslo',
    document: 1,
    line: 1,
    service: 'orders',
    name: 'a',
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    events: {
      counted: 'bad',
      part: [{ sign: 1, selector: selector('bad') }],
      total: [{ sign: 1, selector: selector('total') }],
    },
    links: [],
    ...change,
  };
}

/** Events of a metric after one time and up to another; undefined where it has no samples. */
export type Counted = (metric: 'bad' | 'total', fromSeconds: number, toSeconds: number) => number | undefined;

const UNIT_SECONDS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** Answers each increase of `bad` and `total`, floors ranges to their step, and finds every window covered. */
export function answersOf(queries: readonly Query[], counted: Counted): Answers {
  return new Map(queries.map((query) => [query.id, answerOf(query, counted)]));
}

function answerOf(query: Query, counted: Counted): Answer {
  const times: number[] = [];
  if (query.kind === 'instant') {
    times.push(query.atSeconds);
  } else {
    const { startSeconds, endSeconds, stepSeconds } = query;
    for (let at = Math.floor(startSeconds / stepSeconds) * stepSeconds; at <= endSeconds; at += stepSeconds) {
      times.push(at);
    }
  }
  const series = (query.union?.parts ?? []).flatMap(({ key, promql }) => {
    const samples = times.flatMap((at) => {
      const value = valueOf(promql, at, counted);
      return value === undefined ? [] : [{ at, value }];
    });
    return samples.length === 0
      ? []
      : [
          {
            labels: { slo_part: key },
            timesSeconds: samples.map(({ at }) => at),
            values: samples.map(({ value }) => value),
          },
        ];
  });
  return { state: 'ok', series, warnings: [] };
}

function valueOf(promql: string, at: number, counted: Counted): number | undefined {
  const increase = /increase\((bad|total)\[(\w+)\](?: offset (\w+))?\)/.exec(promql);
  if (increase) {
    const [, metric, window = '', offset = '0s'] = increase;
    const end = at - seconds(offset);
    return counted(metric === 'bad' ? 'bad' : 'total', end - seconds(window), end);
  }
  if (promql.includes('timestamp(total)')) {
    return counted('total', at - 300, at) === undefined ? undefined : at;
  }
  const look = /\[(\w+):(\w+)\]/.exec(promql);
  const [, window = '0s', step = '1s'] = look ?? [];
  const looks = Array.from({ length: seconds(window) / seconds(step) }, (_, index) => at - index * seconds(step));
  const metric = /\bbad\b/.test(promql) ? 'bad' : 'total';
  const seen = looks.filter((time) => counted(metric, time - 300, time) !== undefined);
  if (promql.includes('min_over_time')) {
    return seen.length === looks.length ? at - seconds(window) : seen.at(-1);
  }
  return seen.length;
}

function seconds(duration: string): number {
  return [...duration.matchAll(/(\d+)(ms|[wdhms])/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (UNIT_SECONDS[unit] ?? NaN),
    0
  );
}
