import { durationText } from './duration';
import {
  groupingOf,
  increaseName,
  migrated,
  objectiveRatio,
  type PyrraFlags,
  type PyrraIndicator,
  type PyrraSlo,
  pyrraWindows,
  ruleLabels,
  selectorText,
  sumBy,
  totalOf,
} from './pyrra';
import { type AlertingRule, type RecordingRule, type Rule } from './rules';
import { type Matcher, type Selector } from './sli';

const subqueryStep = '5m';

/** Rules of the group `<slo>-increase`. */
export interface Increases {
  /** Only in performance mode: increases over 5 minutes, which `long` adds up. */
  short: Rule[];
  long: Rule[];
}

/** One counted selector: where it is recorded, and the labels that come on top. */
interface Counted {
  selector: Selector;
  /** Recorded name over a window. */
  name: (window: string) => string;
  overTime: (selector: string, window: string) => string;
  extraLabels: Record<string, string>;
  /** Matchers that tell the recorded 5m series from another of the same name. */
  onlySelf: readonly Matcher[];
  hasAbsentAlert: boolean;
}

function countedOf({ indicator }: PyrraSlo): Counted[] {
  const increase = (selector: Selector, rest: Partial<Counted> = {}): Counted => ({
    selector,
    name: (window) => increaseName(selector.metric, window),
    overTime: (range, window) => `increase(${range}[${window}])`,
    extraLabels: {},
    onlySelf: [],
    hasAbsentAlert: true,
    ...rest,
  });
  switch (indicator.kind) {
    case 'ratio':
      return indicator.errors.metric === indicator.total.metric
        ? [increase(indicator.total)]
        : [increase(indicator.total), increase(indicator.errors)];
    case 'latency': {
      const le = indicator.success.matchers.find(({ label }) => label === 'le')?.value ?? '';
      return [
        increase(indicator.total, { onlySelf: [{ label: 'le', op: '=', value: '' }] }),
        increase(indicator.success, { extraLabels: { le } }),
      ];
    }
    case 'bool_gauge': {
      const { gauge } = indicator;
      const over = (what: string, hasAbsentAlert: boolean) =>
        increase(gauge, {
          name: (window) => `${gauge.metric}:${what}${window}`,
          overTime: (range, window) => `${what}_over_time(${range}[${window}])`,
          hasAbsentAlert,
        });
      return [over('count', true), over('sum', false)];
    }
    case 'latencyNative':
      return [];
  }
}

/** Rules that count the events of the whole window, and the alerts on missing metrics. */
export function increaseRules(slo: PyrraSlo, flags: PyrraFlags): Increases {
  if (slo.indicator.kind === 'latencyNative') {
    return { short: [], long: nativeIncreaseRules(slo, slo.indicator) };
  }
  const window = durationText(slo.windowSeconds);
  const grouping = increaseGrouping(slo);
  const labels = ruleLabels(slo, grouping);
  const counted = countedOf(slo);
  const matchers = ({ selector }: Counted) =>
    slo.indicator.kind === 'latency' ? migrated(selector.matchers, flags) : selector.matchers;
  const record = (one: Counted, recordWindow: string, expr: string): RecordingRule => ({
    record: one.name(recordWindow),
    expr: sumBy(grouping, expr),
    labels: { ...labels, ...one.extraLabels },
  });
  const direct = (recordWindow: string) =>
    counted.map((one) =>
      record(one, recordWindow, one.overTime(selectorText(one.selector.metric, matchers(one)), recordWindow))
    );
  const absents = counted
    .filter(({ hasAbsentAlert }) => hasAbsentAlert && slo.alerting?.absent !== false)
    .map((one) =>
      absentAlert(slo, selectorText(one.selector.metric, matchers(one)), { ...labels, ...one.extraLabels })
    );
  if (!slo.performanceOverAccuracy) {
    return { short: [], long: [...direct(window), ...absents] };
  }
  const long = counted.map((one) => {
    const recorded = selectorText(one.name(subqueryStep), [...matchers(one), ...one.onlySelf]);
    return record(one, window, `sum_over_time(${recorded}[${window}:${subqueryStep}])`);
  });
  return { short: [...direct(subqueryStep), ...absents], long };
}

/** Grouping, what only the errors are selected by, and what the total is selected by with an expression. */
export function increaseGrouping(slo: PyrraSlo): string[] {
  const { indicator } = slo;
  const total = totalOf(slo).matchers;
  const part =
    indicator.kind === 'ratio' ? indicator.errors : indicator.kind === 'latency' ? indicator.success : undefined;
  const extra = (part?.matchers ?? []).filter(
    ({ label }) => label !== 'le' && !total.some((matcher) => matcher.label === label)
  );
  const split = total.filter(({ op }) => op === '=~' || indicator.kind === 'bool_gauge');
  return [...new Set([...groupingOf(slo), ...[...extra, ...split].map(({ label }) => label)])].sort();
}

function nativeIncreaseRules(slo: PyrraSlo, indicator: PyrraIndicator & { kind: 'latencyNative' }): RecordingRule[] {
  const window = durationText(slo.windowSeconds);
  const { metric, matchers } = indicator.total;
  const increase = sumBy(indicator.grouping ?? [], `increase(${selectorText(metric, matchers)}[${window}])`);
  const labels = ruleLabels(slo, []);
  const seconds = String(indicator.latencySeconds);
  const record = increaseName(metric, window);
  return [
    { record, expr: `histogram_count(${increase})`, labels },
    {
      record,
      expr: `histogram_fraction(0, ${seconds}, ${increase}) * histogram_count(${increase})`,
      labels: { ...labels, le: seconds },
    },
  ];
}

function absentAlert(slo: PyrraSlo, selector: string, labels: Record<string, string>): AlertingRule {
  const [fast] = pyrraWindows(slo.windowSeconds);
  const threshold = 14 * (1 - objectiveRatio(slo));
  const seconds = Math.floor(threshold * (fast?.longSeconds ?? 0)) + (fast?.forSeconds ?? 0);
  return {
    alert: slo.alerting?.absentName ?? 'SLOMetricAbsent',
    expr: `absent(${selector}) == 1`,
    for: durationText(Math.round(seconds / 60) * 60),
    labels: { ...labels, severity: slo.alerting?.severities?.absent ?? 'critical' },
    annotations: { ...slo.annotations },
  };
}
