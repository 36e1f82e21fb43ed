import { durationText } from './duration';
import {
  commonLabels,
  groupingOf,
  increaseName,
  migrated,
  type PyrraFlags,
  type PyrraSlo,
  pyrraBurnrateName,
  pyrraObjectiveText,
  pyrraWindows,
  ruleLabels,
  selectorText,
  sumBy,
  totalOf,
} from './pyrra';
import { increaseRules } from './pyrra-increase';
import { type AlertingRule, type RecordingRule, type Rule, type RuleGroup } from './rules';
import { type Matcher, type Selector } from './sli';

const day = 86_400;

/** Groups of the rules file that Pyrra makes of an objective; in performance mode of both files together. */
export function pyrraGroups(slo: PyrraSlo, flags: PyrraFlags = {}): RuleGroup[] {
  return pyrraFiles(slo, flags).flatMap(({ groups }) => groups);
}

/** The rules files that Pyrra makes of an objective: one, or two in performance mode. */
export function pyrraFiles(slo: PyrraSlo, flags: PyrraFlags = {}): Array<{ name: string; groups: RuleGroup[] }> {
  const { short, long } = increaseRules(slo, flags);
  const interval = increaseInterval(slo.windowSeconds);
  const increase = (rules: Rule[], every: string): RuleGroup => ({
    name: `${slo.name}-increase`,
    interval: every,
    rules,
  });
  const burnrates: RuleGroup = { name: slo.name, interval: '30s', rules: burnrateRules(slo, flags) };
  const generic = flags.genericRules && groupingOf(slo).length === 0 ? [genericGroup(slo, flags)] : [];
  if (short.length === 0) {
    return [{ name: slo.name, groups: [increase(long, interval), burnrates, ...generic] }];
  }
  return [
    { name: `${slo.name}-short`, groups: [increase(short, '30s'), burnrates] },
    { name: `${slo.name}-long`, groups: [increase(long, interval), ...generic] },
  ];
}

function increaseInterval(windowSeconds: number): string {
  const steps: ReadonlyArray<[days: number, interval: string]> = [
    [7, '30s'],
    [14, '1m'],
    [21, '1m30s'],
    [28, '2m'],
    [35, '2m30s'],
    [42, '3m'],
    [49, '3m30s'],
  ];
  return steps.find(([days]) => windowSeconds < days * day)?.[1] ?? '4m';
}

function burnrateExpr(slo: PyrraSlo, flags: PyrraFlags, window: string): string {
  const { indicator } = slo;
  const sum = (selector: Selector, over = 'rate') =>
    sumBy(groupingOf(slo), `${over}(${selectorText(selector.metric, selector.matchers)}[${window}])`);
  const le = (selector: Selector) => ({ ...selector, matchers: migrated(selector.matchers, flags) });
  switch (indicator.kind) {
    case 'ratio':
      return `${sum(indicator.errors)} / ${sum(indicator.total)}`;
    case 'latency': {
      const total = sum(le(indicator.total));
      return `(${total} - ${sum(le(indicator.success))}) / ${total}`;
    }
    case 'latencyNative':
      return `1 - histogram_fraction(0, ${indicator.latencySeconds}, ${sum(indicator.total)})`;
    case 'bool_gauge': {
      const count = sum(indicator.gauge, 'count_over_time');
      return `(${count} - ${sum(indicator.gauge, 'sum_over_time')}) / ${count}`;
    }
  }
}

function burnrateRules(slo: PyrraSlo, flags: PyrraFlags): Rule[] {
  const grouping = groupingOf(slo);
  const labels = ruleLabels(slo, grouping);
  const windows = pyrraWindows(slo.windowSeconds);
  const recorded = new Set(windows.flatMap(({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds]));
  const records = [...recorded]
    .sort((a, b) => a - b)
    .map((seconds): RecordingRule => ({
      record: pyrraBurnrateName(slo, seconds),
      expr: burnrateExpr(slo, flags, durationText(seconds)),
      labels,
    }));
  if (slo.alerting?.burnrates === false) {
    return records;
  }
  const matchers = [
    ...totalOf(slo).matchers.filter(({ label, op }) => op === '=' || grouping.includes(label)),
    { label: 'slo', op: '=', value: slo.name } as const,
  ];
  const alerts = windows.map(({ tier, severity, factor, shortSeconds, longSeconds, forSeconds }): AlertingRule => {
    const over = (seconds: number) =>
      `${selectorText(pyrraBurnrateName(slo, seconds), matchers)} > (${factor} * (1-${pyrraObjectiveText(slo)}))`;
    return {
      alert: slo.alerting?.name ?? 'ErrorBudgetBurn',
      expr: `${over(shortSeconds)} and ${over(longSeconds)}`,
      for: durationText(forSeconds),
      labels: {
        ...labels,
        short: durationText(shortSeconds),
        long: durationText(longSeconds),
        severity: slo.alerting?.severities?.[tier] ?? severity,
        exhaustion: durationText(Math.floor(slo.windowSeconds / factor)),
      },
      annotations: { ...slo.annotations, ...pyrraLink(slo, flags) },
    };
  });
  return [...records, ...alerts];
}

/** Link to the objective's page; a grouped one takes the group from the alert's labels. */
function pyrraLink(slo: PyrraSlo, { externalUrl }: PyrraFlags): Record<string, string> {
  if (externalUrl === undefined) {
    return {};
  }
  const url = new URL('/objectives', externalUrl);
  url.search = new URLSearchParams({ expr: `{__name__="${slo.name}"}`, from: 'now-1h', to: 'now' }).toString();
  const groups = groupingOf(slo).map((label) => `${encodeURIComponent(`${label}="`)}{{$labels.${label}}}%22`);
  const grouping = groups.length === 0 ? '' : `&grouping=%7B${groups.join('%2C')}%7D`;
  return { pyrra_url: `${url.href}${grouping}` };
}

function genericGroup(slo: PyrraSlo, flags: PyrraFlags): RuleGroup {
  const labels = { ...commonLabels(slo), ...(slo.descriptionAsLabel ? { description: slo.description ?? '' } : {}) };
  const record = (name: string, expr: string): RecordingRule => ({ record: name, expr, labels });
  return {
    name: `${slo.name}-generic`,
    interval: '30s',
    rules: [
      record('pyrra_objective', pyrraObjectiveText(slo)),
      record('pyrra_window', String(slo.windowSeconds)),
      ...genericNumbers(slo, flags).map(([name, expr]) => record(name, expr)),
    ],
  };
}

function genericNumbers(slo: PyrraSlo, flags: PyrraFlags): Array<[record: string, expr: string]> {
  const { indicator } = slo;
  const window = durationText(slo.windowSeconds);
  const own: Matcher = { label: 'slo', op: '=', value: slo.name };
  const le = (value: string): Matcher => ({ label: 'le', op: '=', value });
  const increased = ({ metric, matchers }: Selector, ...extra: Matcher[]) =>
    selectorText(increaseName(metric, window), [
      ...(indicator.kind === 'latency' ? migrated(matchers, flags) : matchers),
      own,
      ...extra,
    ]);
  const rate = ({ metric, matchers }: Selector) => `sum(rate(${selectorText(metric, matchers)}[5m]))`;
  switch (indicator.kind) {
    case 'ratio':
      return [
        [
          'pyrra_availability',
          `1 - sum(${increased(indicator.errors)} or vector(0)) / sum(${increased(indicator.total)})`,
        ],
        ['pyrra_requests:rate5m', rate(indicator.total)],
        ['pyrra_errors:rate5m', `${rate(indicator.errors)} or vector(0)`],
      ];
    case 'latency': {
      const success = { ...indicator.success, matchers: migrated(indicator.success.matchers, flags) };
      return [
        [
          'pyrra_availability',
          `sum(${increased(indicator.success)} or vector(0)) / sum(${increased(indicator.total, le(''))})`,
        ],
        ['pyrra_requests:rate5m', rate(indicator.total)],
        ['pyrra_errors:rate5m', `${rate(indicator.total)} - ${rate(success)}`],
      ];
    }
    case 'latencyNative': {
      const seconds = String(indicator.latencySeconds);
      const fast = increased(indicator.total, le(seconds));
      return [['pyrra_availability', `sum(${fast} or vector(0)) / sum(${increased(indicator.total, le(''))})`]];
    }
    case 'bool_gauge': {
      const over = (what: string) =>
        `sum(${selectorText(`${indicator.gauge.metric}:${what}${window}`, [...indicator.gauge.matchers, own])})`;
      // Over the whole window in spite of their names.
      return [
        ['pyrra_availability', `${over('sum')} / ${over('count')}`],
        ['pyrra_requests:rate5m', over('count')],
        ['pyrra_errors:rate5m', `${over('count')} - ${over('sum')}`],
      ];
    }
  }
}
