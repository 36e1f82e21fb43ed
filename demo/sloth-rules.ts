import { type AlertingRule, type RecordingRule, type RuleGroup, rulesFileText } from './rules';
import { sloQueries } from './sli';
import { alertWindows, type DemoSlo, periodText } from './slos';
import {
  alertBudgetRatio,
  idFilter,
  infoLabels,
  objectiveRatio,
  periodDays,
  ratioMetric,
  sloLabels,
  slothVersion,
  windowLabels,
} from './sloth';

interface WindowPair {
  short: string;
  long: string;
  factor: number;
}

/** Sloth's alert catalogue for 30 days. */
const pairs: Record<'page' | 'ticket', readonly [quick: WindowPair, slow: WindowPair]> = {
  page: [
    { short: '5m', long: '1h', factor: 14.4 },
    { short: '30m', long: '6h', factor: 6 },
  ],
  ticket: [
    { short: '2h', long: '1d', factor: 3 },
    { short: '6h', long: '3d', factor: 1 },
  ],
};

/** Rules that record the error ratios of an SLO, shortest window first, the period last. */
export function sliRules(slo: DemoSlo): RecordingRule[] {
  const short = `${ratioMetric('5m')}${idFilter(slo)}[${periodText}]`;
  return [
    ...alertWindows.map((window): RecordingRule => {
      const { error, total } = sloQueries(slo, window);
      return { record: ratioMetric(window), expr: `(${error})\n/\n(${total})\n`, labels: windowLabels(slo, window) };
    }),
    {
      record: ratioMetric(periodText),
      expr: `sum_over_time(${short})\n/ ignoring (sloth_window)\ncount_over_time(${short})\n`,
      labels: windowLabels(slo, periodText),
    },
  ];
}

/** Rules that record objective, budget, burn rates and the info series of an SLO. */
export function metadataRules(slo: DemoSlo): RecordingRule[] {
  const labels = sloLabels(slo);
  const filter = idFilter(slo);
  const burn = (window: string) =>
    `${ratioMetric(window)}${filter}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${filter}\n`;
  return [
    { record: 'slo:objective:ratio', expr: `vector(${objectiveRatio(slo)})`, labels },
    { record: 'slo:error_budget:ratio', expr: `vector(1-${objectiveRatio(slo)})`, labels },
    { record: 'slo:time_period:days', expr: `vector(${periodDays})`, labels },
    { record: 'slo:current_burn_rate:ratio', expr: burn('5m'), labels },
    { record: 'slo:period_burn_rate:ratio', expr: burn(periodText), labels },
    { record: 'slo:period_error_budget_remaining:ratio', expr: `1 - slo:period_burn_rate:ratio${filter}`, labels },
    { record: 'sloth_slo_info', expr: 'vector(1)', labels: infoLabels(slo) },
  ];
}

function alertRule(slo: DemoSlo, severity: 'page' | 'ticket'): AlertingRule {
  const budget = alertBudgetRatio(slo);
  const over = (window: string, factor: number) =>
    `    max(${ratioMetric(window)}${idFilter(slo)} > (${factor} * ${budget})) without (sloth_window)\n`;
  const both = ({ short, long, factor }: WindowPair) => `(\n${over(short, factor)}    and\n${over(long, factor)})\n`;
  const [quick, slow] = pairs[severity];
  const subject = '{{$labels.sloth_service}} {{$labels.sloth_slo}}';
  return {
    alert: slo.alertName,
    expr: `${both(quick)}or\n${both(slow)}`,
    labels: { severity: severity === 'page' ? 'critical' : 'warning', sloth_severity: severity },
    annotations: {
      description: slo.description,
      summary: `${subject} SLO error budget burn rate is over expected.`,
      title: `(${severity}) ${subject} SLO error budget burn rate is too fast.`,
    },
  };
}

/** The three groups Sloth makes of an SLO. */
export function ruleGroups(slo: DemoSlo): RuleGroup[] {
  return [
    { name: `sloth-slo-sli-recordings-${slo.id}`, rules: sliRules(slo) },
    { name: `sloth-slo-meta-recordings-${slo.id}`, rules: metadataRules(slo) },
    { name: `sloth-slo-alerts-${slo.id}`, rules: [alertRule(slo, 'page'), alertRule(slo, 'ticket')] },
  ];
}

/** A Prometheus rules file as Sloth would print it for some SLOs. */
export function rulesFile(fileSlos: readonly DemoSlo[]): string {
  const comment = `In the form of Sloth (${slothVersion}), made by the demo's own generator.`;
  return rulesFileText(comment, fileSlos.flatMap(ruleGroups));
}
