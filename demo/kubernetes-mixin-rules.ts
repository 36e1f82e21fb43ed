import { type AlertingRule, type RecordingRule, type RuleGroup } from './rules';

/** Settings of the kubernetes-mixin that decide its API server rules; its own values by default. */
export interface MixinConfig {
  objectiveRatio: number;
  days: number;
  /** Selects the API server's series. */
  selector: string;
  clusterLabel: string;
}

export const mixinDefaults: MixinConfig = {
  objectiveRatio: 0.99,
  days: 30,
  selector: 'job="kube-apiserver"',
  clusterLabel: 'cluster',
};

interface Pair {
  short: string;
  long: string;
  factor: number;
  for: string;
  severity: 'critical' | 'warning';
}

/** The mixin's alert windows; they stay when the days change. */
export const mixinPairs: readonly Pair[] = [
  { short: '5m', long: '1h', factor: 14.4, for: '2m', severity: 'critical' },
  { short: '30m', long: '6h', factor: 6, for: '15m', severity: 'critical' },
  { short: '2h', long: '1d', factor: 3, for: '1h', severity: 'warning' },
  { short: '6h', long: '3d', factor: 1, for: '3h', severity: 'warning' },
];

export const mixinWindows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
export const mixinAvailabilityInterval = '3m';

const verbs = { read: 'verb=~"LIST|GET"', write: 'verb=~"POST|PUT|PATCH|DELETE"' } as const;
export type MixinVerb = keyof typeof verbs;

const notStreaming = 'subresource!~"proxy|attach|log|exec|portforward"';
/** What is fast enough: by scope for reading, one bound for writing. Both texts of a bound are looked for. */
const fast: Record<MixinVerb, readonly string[]> = {
  read: [
    String.raw`scope=~"resource|",le=~"1(\\.0)?"`,
    String.raw`scope="namespace",le=~"5(\\.0)?"`,
    String.raw`scope="cluster",le=~"30(\\.0)?"`,
  ],
  write: [String.raw`le=~"1(\\.0)?"`],
};

const requests = 'apiserver_request_total';
const duration = 'apiserver_request_sli_duration_seconds';

/** The mixin's rules for the API server: error ratios, availability over the days, alerts. */
export function mixinGroups(config: MixinConfig = mixinDefaults): RuleGroup[] {
  const both = Object.keys(verbs) as MixinVerb[];
  return [
    {
      name: 'kube-apiserver-burnrate.rules',
      rules: both.flatMap((verb) =>
        mixinWindows.map((window): RecordingRule => ({
          record: `apiserver_request:burnrate${window}`,
          expr: burnrateExpr(config, verb, window),
          labels: { verb },
        }))
      ),
    },
    {
      name: 'kube-apiserver-availability.rules',
      interval: mixinAvailabilityInterval,
      rules: availabilityRules(config),
    },
    { name: 'kube-apiserver-slos', rules: mixinPairs.map((pair) => alertRule(config, pair)) },
  ];
}

/** The slow and the failed over all, by `rate`. */
function burnrateExpr({ selector, clusterLabel }: MixinConfig, verb: MixinVerb, window: string): string {
  const sum = (metric: string, ...matchers: string[]) =>
    `sum by (${clusterLabel}) (rate(${metric}{${[selector, verbs[verb], ...matchers].join(',')}}[${window}]))`;
  const within = fast[verb].map((bound) => sum(`${duration}_bucket`, notStreaming, bound));
  // A cluster without requests about single resources is not without an SLO.
  const [resource, ...wider] = within;
  const inTime = verb === 'read' ? `((${resource} or vector(0)) + ${wider.join(' + ')})` : resource;
  const slow = `${sum(`${duration}_count`, notStreaming)}\n  - ${inTime}`;
  return `(\n  (${slow})\n  + ${sum(requests, 'code=~"5.."')}\n)\n/ ${sum(requests)}\n`;
}

function availabilityRules({ selector, clusterLabel, days }: MixinConfig): RecordingRule[] {
  const period = `${days}d`;
  const requestsOver = (window: string) => `code_verb:${requests}:increase${window}`;
  const byCode = `code:${requests}:increase${period}`;
  const bucketOver = (window: string) => `cluster_verb_scope_le:${duration}_bucket:increase${window}`;
  const countOver = (window: string) => `cluster_verb_scope:${duration}_count:increase${window}`;
  const by = (...labels: string[]) => `sum by (${[clusterLabel, ...labels].join(', ')})`;
  const record = (name: string, expr: string, labels: Record<string, string> = {}): RecordingRule => ({
    record: name,
    expr,
    labels,
  });

  const slow = (verb: MixinVerb, withoutSeries: '' | ' or vector(0)') => {
    const inTime = fast[verb].map(
      (bound) => `${by()} (${bucketOver(period)}{${verbs[verb]},${bound}}${withoutSeries})`
    );
    return `${by()} (${countOver(period)}{${verbs[verb]}}) - (${inTime.join(' + ')})`;
  };
  const failed = (...matchers: string[]) =>
    `${by()} (${byCode}{${[...matchers, 'code=~"5.."'].join(',')}} or vector(0))`;
  const availability = (bad: string, total: string) => `1 - (\n  ${bad}\n)\n/ ${by()} (${total})\n`;

  return [
    record(requestsOver(period), `avg_over_time(${requestsOver('1h')}[${period}]) * 24 * ${days}`),
    ...(Object.keys(verbs) as MixinVerb[]).map((verb) =>
      record(byCode, `${by('code')} (${requestsOver(period)}{${verbs[verb]}})`, { verb })
    ),
    record(bucketOver('1h'), `${by('verb', 'scope', 'le')} (increase(${duration}_bucket[1h]))`),
    record(
      bucketOver(period),
      `${by('verb', 'scope', 'le')} (avg_over_time(${bucketOver('1h')}[${period}]) * 24 * ${days})`
    ),
    record(countOver('1h'), `${by('verb', 'scope')} (${bucketOver('1h')}{le="+Inf"})`),
    record(countOver(period), `${by('verb', 'scope')} (${bucketOver(period)}{le="+Inf"})`),
    record(
      `apiserver_request:availability${period}`,
      availability(
        `(${slow('write', ' or vector(0)')})\n  + (${slow('read', ' or vector(0)')})\n  + ${failed()}`,
        byCode
      ),
      { verb: 'all' }
    ),
    record(
      `apiserver_request:availability${period}`,
      availability(`(${slow('read', ' or vector(0)')})\n  + ${failed('verb="read"')}`, `${byCode}{verb="read"}`),
      { verb: 'read' }
    ),
    record(
      `apiserver_request:availability${period}`,
      availability(`(${slow('write', '')})\n  + ${failed('verb="write"')}`, `${byCode}{verb="write"}`),
      { verb: 'write' }
    ),
    ...['2..', '3..', '4..', '5..'].map((code) =>
      record(
        requestsOver('1h'),
        `${by('code', 'verb')} (increase(${requests}{${selector},verb=~"LIST|GET|POST|PUT|PATCH|DELETE",code=~"${code}"}[1h]))`
      )
    ),
  ];
}

function alertRule({ objectiveRatio, clusterLabel }: MixinConfig, pair: Pair): AlertingRule {
  const threshold = `(${pair.factor.toFixed(2)} * ${(1 - objectiveRatio).toFixed(5)})`;
  const over = (window: string) => `sum by(${clusterLabel}) (apiserver_request:burnrate${window}) > ${threshold}`;
  return {
    alert: 'KubeAPIErrorBudgetBurn',
    expr: `${over(pair.long)}\nand on(${clusterLabel})\n${over(pair.short)}\n`,
    for: pair.for,
    labels: { severity: pair.severity, short: pair.short, long: pair.long },
    annotations: {
      description: 'The API server spends its error budget faster than it may.',
      summary: 'The API server spends its error budget faster than it may.',
      runbook_url: 'https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubeapierrorbudgetburn/',
    },
  };
}
