import { type AlertingRule, type RecordingRule, type RuleGroup } from './rules';
import { type Selector, selectorText } from './sli';

/** What a Grafana SLO measures; the types are those of its API. */
export type GrafanaSloQuery =
  | { type: 'ratio'; success: Selector; total: Selector; groupByLabels?: readonly string[] }
  /** Any PromQL of a success ratio; `$__rate_interval` stands for the window. */
  | { type: 'freeform'; query: string };

export interface GrafanaSlo {
  uuid: string;
  /** 0..1. */
  objectiveRatio: number;
  /** As somebody wrote it: `28d`. */
  windowText: string;
  windowSeconds: number;
  labels?: Readonly<Record<string, string>>;
  /** Labels such as `grafana_slo_name`: on the info series, by some versions on every other one too. */
  nameLabels?: Readonly<Record<string, string>>;
  isNamedEverywhere?: boolean;
  query: GrafanaSloQuery;
  annotations?: Readonly<Record<string, string>>;
}

/** Windows that Grafana SLO records, ascending. */
export const grafanaSloWindows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
export type GrafanaSloWindow = (typeof grafanaSloWindows)[number];

export const grafanaSloInterval = '60s';

const alertPairs = {
  fast: {
    severity: 'critical',
    name: 'SLO Burn Rate Very High',
    pairs: [['5m', '1h', 14.4] as const, ['30m', '6h', 6] as const],
  },
  slow: {
    severity: 'warning',
    name: 'SLO Burn Rate High',
    pairs: [['2h', '1d', 3] as const, ['6h', '3d', 1] as const],
  },
};

/** Labels of every series of an SLO. */
export function grafanaSloLabels(slo: GrafanaSlo): Record<string, string> {
  return { ...slo.labels, ...(slo.isNamedEverywhere ? slo.nameLabels : {}), grafana_slo_uuid: slo.uuid };
}

/** Labels of the info series. */
export function grafanaSloInfoLabels(slo: GrafanaSlo): Record<string, string> {
  return { ...grafanaSloLabels(slo), ...slo.nameLabels };
}

/** Labels of the objective and of the alerts. */
export function grafanaSloWindowLabels(slo: GrafanaSlo): Record<string, string> {
  return { ...grafanaSloLabels(slo), grafana_slo_window: slo.windowText };
}

/** The group that Grafana SLO evaluates for an SLO, every minute. */
export function grafanaSloGroups(slo: GrafanaSlo): RuleGroup[] {
  const labels = grafanaSloLabels(slo);
  const record = (name: string, expr: string, own = labels): RecordingRule => ({ record: name, expr, labels: own });
  return [
    {
      name: `grafana-slo-${slo.uuid}`,
      interval: grafanaSloInterval,
      rules: [
        record('grafana_slo_info', 'vector(1)', grafanaSloInfoLabels(slo)),
        record('grafana_slo_objective', `vector(${slo.objectiveRatio})`, grafanaSloWindowLabels(slo)),
        record('grafana_slo_objective_window_seconds', `vector(${slo.windowSeconds})`),
        ...grafanaSloWindows.map((window) => record(`grafana_slo_sli_${window}`, sliExpr(slo, window))),
        ...eventRates(slo).map(([name, expr]) => record(name, expr)),
        record('grafana_slo_sli_window', windowExpr(slo)),
        burnAlert(slo, 'fast'),
        burnAlert(slo, 'slow'),
      ],
    },
  ];
}

function sumRate(selector: Selector, window: string, groupByLabels: readonly string[] = []): string {
  const rate = `rate(${selectorText(selector)}[${window}])`;
  return groupByLabels.length === 0 ? `sum(${rate})` : `sum by (${groupByLabels.join(', ')}) (${rate})`;
}

function sliExpr({ query }: GrafanaSlo, window: string): string {
  return query.type === 'freeform'
    ? query.query.replaceAll('$__rate_interval', window)
    : `${sumRate(query.success, window, query.groupByLabels)} / ${sumRate(query.total, window, query.groupByLabels)}`;
}

/** Events per second: only for SLOs whose query is a ratio. */
function eventRates({ query }: GrafanaSlo): Array<[record: string, expr: string]> {
  return query.type === 'freeform'
    ? []
    : [
        ['grafana_slo_success_rate_5m', sumRate(query.success, '5m', query.groupByLabels)],
        ['grafana_slo_total_rate_5m', sumRate(query.total, '5m', query.groupByLabels)],
      ];
}

/** The success ratio over the whole window, out of the recorded 5m series: by events where they are known. */
function windowExpr(slo: GrafanaSlo): string {
  const { query, windowText } = slo;
  const own = ownSelector(slo);
  if (query.type === 'freeform') {
    return `clamp_max(avg(avg_over_time(grafana_slo_sli_5m${own}[${windowText}:5m])), 1)`;
  }
  const groups = query.groupByLabels ?? [];
  const by = groups.length === 0 ? '' : ` by (${groups.join(', ')}) `;
  const sum = (rate: string) => `sum${by}(sum_over_time((${rate}${own} < +Inf)[${windowText}:5m]))`;
  return `clamp_max(${sum('grafana_slo_success_rate_5m')} / ${sum('grafana_slo_total_rate_5m')}, 1)`;
}

function ownSelector({ uuid }: GrafanaSlo): string {
  return `{grafana_slo_uuid="${uuid}"}`;
}

function burnAlert(slo: GrafanaSlo, speed: keyof typeof alertPairs): AlertingRule {
  const { severity, name, pairs } = alertPairs[speed];
  const own = ownSelector(slo);
  const burn = (window: string) =>
    `(1 - grafana_slo_sli_${window}${own}) / on (grafana_slo_uuid) group_left () (1 - grafana_slo_objective${own})`;
  const both = pairs.map(([short, long, factor]) => `(${burn(short)} >= ${factor} and ${burn(long)} >= ${factor})`);
  return {
    alert: name,
    expr: both.join('\nor\n'),
    labels: { ...grafanaSloWindowLabels(slo), grafana_slo_severity: severity },
    annotations: { name, ...slo.annotations },
  };
}
