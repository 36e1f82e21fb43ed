import { selector, type Matcher } from '../../promql/ast';
import type { SloDefinition } from '../../slo/definition';
import { mergeDefinitions } from '../../slo/merge';
import type { Slo } from '../../slo/slo';
import { slothSlo } from '../../slo/sloth/slo';
import type { Answer, Answers, Query } from '../port';
import { judgeSlos } from './judge';
import { planSlos } from './plan';

// SLOs of counted events and recorded ones of the same, and an upstream that knows their numbers.

export const AT = 1_790_000_000;
export const DAY = 86_400;
export const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
export const request = { fromSeconds: AT - 7 * DAY, toSeconds: AT, trend: true };
const code: Matcher = { label: 'code', operator: '=', value: '500' };

export function definition(name: string): SloDefinition {
  return {
    tool: 'openslo',
    document: 1,
    line: 1,
    service: 'orders',
    name,
    labels: {},
    objectiveRatio: 0.999,
    window: { kind: 'rolling', seconds: 30 * DAY },
    events: {
      counted: 'bad',
      part: [{ sign: 1, selector: selector(`${name}_total`, [code]) }],
      total: [{ sign: 1, selector: selector(`${name}_total`) }],
    },
    links: [],
  };
}

export function recorded(name: string, windows: number[]): Slo {
  const info = { sloth_id: `orders-${name}`, sloth_service: 'orders', sloth_slo: name, sloth_objective: '99.9' };
  return slothSlo({
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: windows,
    current: true,
    ...(windows.length === 0 ? {} : { budget: { labels: info, value: 0.5 } }),
  });
}

export const ALL_WINDOWS = [300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY, 30 * DAY];

/** A number for every part of a union and every plain query, by what its PromQL holds; the first match counts. */
export type Held = ReadonlyArray<[pattern: RegExp, value: number | undefined]>;

export const quiet: Held = [
  [/min_over_time/, AT - 30 * DAY],
  [/count_over_time/, 720],
  [/avg_over_time/, 0.0005],
  [/code="500"/, 1],
  [/_total/, 10_000],
  [/remaining/, 0.5],
  [/ratio_rate30d/, 0.0005],
  [/ratio_rate/, 0.0001],
];

export function answers(slos: readonly Slo[], held: Held, failing: (query: Query) => boolean = () => false): Answers {
  const valueOf = (promql: string) => held.find(([pattern]) => pattern.test(promql))?.[1];
  return new Map(
    planSlos(request, slos).map((query): [string, Answer] => {
      if (failing(query)) {
        return [query.id, { state: 'failed', message: 'refused', cause: 'refused' }];
      }
      const asked = query.union?.parts.map(({ key, promql }) => ({ promql, labels: { slo_part: key } })) ?? [
        { promql: query.promql, labels: slos[0]?.recorded ? JSON.parse(slothLabels(slos[0])) : {} },
      ];
      const series = asked.flatMap(({ promql, labels }) => {
        const value = valueOf(promql);
        return value === undefined ? [] : [{ labels, timesSeconds: [AT], values: [value] }];
      });
      return [query.id, { state: 'ok', series, warnings: [] }];
    })
  );
}

function slothLabels({ service, name }: Slo): string {
  return JSON.stringify({ sloth_id: `${service}-${name}`, sloth_service: service, sloth_slo: name });
}

export function judge(slos: readonly Slo[], held: Held, failing?: (query: Query) => boolean) {
  return judgeSlos(request, slos, answers(slos, held, failing));
}

export const alone = mergeDefinitions(upstream, [], [definition('requests')]);
export const both = mergeDefinitions(upstream, [recorded('requests', ALL_WINDOWS)], [definition('requests')]);
export const neverFailed = mergeDefinitions(upstream, [recorded('requests', [])], [definition('requests')]);
