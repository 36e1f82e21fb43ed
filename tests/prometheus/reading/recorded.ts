import { durationText } from '../../../demo/duration';
import {
  type GrafanaSlo,
  grafanaSloGroups,
  grafanaSloLabels,
  grafanaSloWindows,
} from '../../../demo/grafana-slo-rules';
import { mixinDefaults, mixinGroups } from '../../../demo/kubernetes-mixin-rules';
import { type PyrraSlo, pyrraBurnrateName, pyrraWindows } from '../../../demo/pyrra';
import { pyrraGroups } from '../../../demo/pyrra-rules';
import { type RuleGroup } from '../../../demo/rules';
import {
  defaultPolicy,
  type PolicyStep,
  sloGeneratorGauges,
  sloGeneratorLabels,
  type SloGeneratorSlo,
} from '../../../demo/slo-generator';
import { ruleGroups, type SlothSlo } from '../../../demo/sloth-rules';
import { windowLabels } from '../../../demo/sloth';
import { type RulesAndHistory } from '../evaluatedRules';
import { gaugeSeries, gridOfDays, type HistorySeries } from '../seriesHistory';
import {
  apiserverSeries,
  day,
  grafana,
  grouped,
  handlers,
  latency,
  probed,
  ratio,
  shopSeries,
  sloth,
  slothCorrected,
} from '../shop';

// An SLO of every tool for everything that the tool can record, on the shop and its API server.

const runbook = 'https://runbooks.example.com/shop';
/** What native histograms would give: the histories of the tests hold none. */
const goodShare = 0.999;
const histogram = 'http_request_duration_seconds';

const hour = 3600;
const minute = 60;
const slothOf = (name: string, changes: Partial<SlothSlo> = {}): SlothSlo => ({
  ...sloth,
  id: `shop-${name}`,
  name,
  ...changes,
});
const requests = (window: string, extra: string, by = '') =>
  `sum ${by}(rate(http_requests_total{job="shop"${extra}}[${window}]))`;

export const sloths = {
  ratio: slothOf('availability', { annotations: { runbook } }),
  raw: slothOf('raw', {
    sli: { kind: 'raw', errorRatio: (window) => `1 - avg(avg_over_time(probe_success{job="shop"}[${window}]))` },
  }),
  latency: slothOf('latency', {
    sli: {
      kind: 'events',
      error: (window) =>
        `sum(rate(${histogram}_count{job="shop"}[${window}])) - sum(rate(${histogram}_bucket{job="shop",le="1.0"}[${window}]))`,
      total: (window) => `sum(rate(${histogram}_count{job="shop"}[${window}]))`,
    },
  }),
  native: slothOf('native', {
    sli: {
      kind: 'raw',
      errorRatio: (window) => `1 - histogram_fraction(0, 1, sum(rate(${histogram}{job="shop"}[${window}])))`,
    },
  }),
  grouped: slothOf('by-handler', {
    sli: {
      kind: 'events',
      error: (window) => requests(window, ',code=~"5.."', 'by (handler) '),
      total: (window) => requests(window, '', 'by (handler) '),
    },
  }),
  week: slothOf('week', {
    catalogue: {
      periodSeconds: 7 * day,
      page: {
        quick: { budgetPercent: 8, shortSeconds: 10 * minute, longSeconds: hour },
        slow: { budgetPercent: 12.5, shortSeconds: 30 * minute, longSeconds: 6 * hour },
      },
      ticket: {
        quick: { budgetPercent: 20, shortSeconds: 2 * hour, longSeconds: day },
        slow: { budgetPercent: 42, shortSeconds: 6 * hour, longSeconds: 3 * day },
      },
    },
  }),
  corrected: { ...slothCorrected, name: 'corrected' },
} satisfies Record<string, SlothSlo>;

const native: PyrraSlo = {
  name: 'shop-native',
  targetPercent: '99',
  windowSeconds: 28 * day,
  indicator: {
    kind: 'latencyNative',
    latencySeconds: 1,
    total: { metric: histogram, matchers: [{ label: 'job', op: '=', value: 'shop' }] },
  },
};
export const pyrras = {
  ratio: { ...ratio, annotations: { runbook } },
  generic: { ...ratio, name: 'shop-generic' },
  latency,
  native,
  nativeByDefault: { ...native, name: 'shop-native-by-default' },
  bool: probed,
  boolByDefault: { ...probed, name: 'shop-up-by-default' },
  grouped,
  month: { ...ratio, name: 'shop-month', windowSeconds: 30 * day },
} satisfies Record<string, PyrraSlo>;
const withGenericRules: readonly PyrraSlo[] = [pyrras.generic, pyrras.native, pyrras.bool];

const freeform = (uuid: string, query: string): GrafanaSlo => ({
  ...grafana,
  uuid,
  query: { type: 'freeform', query },
});
export const grafanas = {
  ratio: { ...grafana, annotations: { runbook_url: runbook } },
  raw: freeform('raw', 'avg(avg_over_time(probe_success{job="shop"}[$__rate_interval]))'),
  latency: {
    ...grafana,
    uuid: 'latency',
    query: {
      type: 'ratio',
      success: { metric: `${histogram}_bucket`, matchers: [{ label: 'le', op: '=', value: '1.0' }] },
      total: { metric: `${histogram}_count`, matchers: [] },
    },
  },
  native: freeform('native', `histogram_fraction(0, 1, sum(rate(${histogram}[$__rate_interval])))`),
  grouped: {
    ...grafana,
    uuid: 'grouped',
    query: {
      type: 'ratio',
      success: { metric: 'http_requests_total', matchers: [{ label: 'code', op: '=~', value: '2..' }] },
      total: { metric: 'http_requests_total', matchers: [] },
      groupByLabels: ['handler'],
    },
  },
  fortnight: { ...grafana, uuid: 'fortnight', windowText: '2w', windowSeconds: 14 * day },
} satisfies Record<string, GrafanaSlo>;

interface Exported {
  slo: SloGeneratorSlo;
  policy: readonly PolicyStep[];
}
const cart: SloGeneratorSlo = { serviceName: 'shop', featureName: 'cart', sloName: 'availability', goal: 0.99 };
export const exported = {
  ratio: { slo: cart, policy: defaultPolicy },
  fortnight: {
    slo: { ...cart, featureName: 'search' },
    policy: [
      { name: '2 hours', burnRateThreshold: 5, windowSeconds: 2 * hour },
      { name: '14 days', burnRateThreshold: 1.2, windowSeconds: 14 * day },
    ],
  },
} satisfies Record<string, Exported>;

/** Days and factors other than the mixin's own, so that neither is taken for read where it is known by heart. */
export const mixinDays = 28;
export const mixinFactors = [10, 6, 3, 1];
const mixin: readonly RuleGroup[] = mixinGroups({ ...mixinDefaults, days: mixinDays }).map((group) => ({
  ...group,
  rules: group.rules.map((rule) =>
    'alert' in rule ? { ...rule, expr: rule.expr.replaceAll('(14.40 *', '(10.00 *') } : rule
  ),
}));

const gauge = (labels: Record<string, string>, value: number) => gaugeSeries(labels, () => value);

/** What rules would have recorded of native histograms, whose own evaluation finds none. */
function nativeSeries(): HistorySeries[] {
  const windows = pyrraWindows(native.windowSeconds).flatMap(({ shortSeconds, longSeconds }) => [
    shortSeconds,
    longSeconds,
  ]);
  const increase = `${histogram}:increase${durationText(native.windowSeconds)}`;
  return [
    gauge({ ...windowLabels(sloths.native, '5m'), __name__: 'slo:sli_error:ratio_rate5m' }, 1 - goodShare),
    ...[pyrras.native, pyrras.nativeByDefault].flatMap(({ name }) => {
      const place = { job: 'shop', slo: name };
      return [
        ...windows.map((seconds) => gauge({ ...place, __name__: pyrraBurnrateName(native, seconds) }, 1 - goodShare)),
        gauge({ ...place, __name__: increase }, 1000),
        gauge({ ...place, __name__: increase, le: '1' }, 1000 * goodShare),
      ];
    }),
    ...grafanaSloWindows.map((window) =>
      gauge({ ...grafanaSloLabels(grafanas.native), __name__: `grafana_slo_sli_${window}` }, goodShare)
    ),
  ];
}

/** What Grafana's rules over the SLO window read, at marks before they were first evaluated. */
function grafanaPast(): HistorySeries[] {
  const whole = [grafanas.ratio, grafanas.latency, grafanas.fortnight].map((slo) => grafanaSloLabels(slo));
  const groups = handlers.map((handler) => ({ ...grafanaSloLabels(grafanas.grouped), handler }));
  return [
    ...[...whole, ...groups].flatMap((labels) => [
      gauge({ ...labels, __name__: 'grafana_slo_success_rate_5m' }, goodShare),
      gauge({ ...labels, __name__: 'grafana_slo_total_rate_5m' }, 1),
    ]),
    gauge({ ...grafanaSloLabels(grafanas.raw), __name__: 'grafana_slo_sli_5m' }, goodShare),
  ];
}

/** What a mean of slots is made of where Pyrra records nothing over the SLO window. */
function pyrraPast(): HistorySeries {
  const { boolByDefault: slo } = pyrras;
  return gauge({ job: 'shop', slo: slo.name, __name__: pyrraBurnrateName(slo, 300) }, 1 - goodShare);
}

function pushed({ slo, policy }: Exported): HistorySeries[] {
  return policy.flatMap((step) => [
    ...sloGeneratorGauges(slo, step, { good: 995, bad: 5 }).map(({ labels, value }) =>
      gaugeSeries(labels, () => value)
    ),
    gaugeSeries({ ...sloGeneratorLabels(slo, step), __name__: 'push_time_seconds' }, () => Date.now() / 1000),
  ]);
}

/** A few hours suffice: what can be read of an SLO does not depend on how long it has been recorded. */
export const everyTool: RulesAndHistory = {
  files: {
    sloth: Object.values(sloths).flatMap(ruleGroups),
    ...Object.fromEntries(
      Object.values(pyrras).map((slo) => [slo.name, pyrraGroups(slo, { genericRules: withGenericRules.includes(slo) })])
    ),
    grafana: Object.values(grafanas).flatMap(grafanaSloGroups),
    mixin,
  },
  grid: gridOfDays(0.2),
  history: [...shopSeries(), ...apiserverSeries(), ...nativeSeries(), ...Object.values(exported).flatMap(pushed)],
  recordedPast: [...grafanaPast(), pyrraPast()],
};
