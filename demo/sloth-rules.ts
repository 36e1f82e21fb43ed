import { durationText } from './duration';
import { type AlertingRule, type RecordingRule, type RuleGroup, rulesFileText } from './rules';
import { sloQueries } from './sli';
import { type DemoSlo } from './slos';
import {
  alertBudgetRatio,
  idFilter,
  infoLabels,
  objectiveRatio,
  ratioMetric,
  sloLabels,
  type SlothIdentity,
  slothVersion,
  windowLabels,
} from './sloth';

/** Alert windows of one severity: how much of the budget, burnt in the long window, is worth an alert. */
export interface SlothWindow {
  budgetPercent: number;
  shortSeconds: number;
  longSeconds: number;
}

/** An `AlertWindows` document of Sloth. */
export interface SlothCatalogue {
  periodSeconds: number;
  page: { quick: SlothWindow; slow: SlothWindow };
  ticket: { quick: SlothWindow; slow: SlothWindow };
}

/** An SLO as specified for Sloth; queries are given for a window such as `5m`. */
export interface SlothSlo extends SlothIdentity {
  description: string;
  alertName: string;
  sli:
    | { kind: 'events'; error: (window: string) => string; total: (window: string) => string }
    | { kind: 'raw'; errorRatio: (window: string) => string };
  /** Sloth's own for 30 days when missing. */
  catalogue?: SlothCatalogue;
  /** The period is asked of the raw metrics too, instead of averaging the recorded ratios. */
  disableOptimized?: boolean;
  /** The contributed plugin that weighs errors by traffic. */
  numeratorCorrected?: boolean;
  /** Further annotations of the alerts, a runbook for example. */
  annotations?: Readonly<Record<string, string>>;
}

const minute = 60;
const hour = 3600;
const day = 86_400;

/** Sloth's catalogue for a period: 2 % in 1h, 5 % in 6h, 10 % in 1d and in 3d, each checked in a twelfth of it. */
export function googleCatalogue(periodSeconds: number): SlothCatalogue {
  return {
    periodSeconds,
    page: {
      quick: { budgetPercent: 2, shortSeconds: 5 * minute, longSeconds: hour },
      slow: { budgetPercent: 5, shortSeconds: 30 * minute, longSeconds: 6 * hour },
    },
    ticket: {
      quick: { budgetPercent: 10, shortSeconds: 2 * hour, longSeconds: day },
      slow: { budgetPercent: 10, shortSeconds: 6 * hour, longSeconds: 3 * day },
    },
  };
}

const defaultCatalogue = googleCatalogue(30 * day);

/** An SLO of the demo as a specification for Sloth. */
export function slothSlo(slo: DemoSlo): SlothSlo {
  const { id, service, name, objectivePercent, labels, description, alertName } = slo;
  return {
    ...{ id, service, name, objectivePercent, labels, description, alertName },
    sli: {
      kind: 'events',
      error: (window) => sloQueries(slo, window).error,
      total: (window) => sloQueries(slo, window).total,
    },
  };
}

function windowsOf({ page, ticket }: SlothCatalogue): string[] {
  const all = [page.quick, page.slow, ticket.quick, ticket.slow];
  const seconds = new Set(all.flatMap(({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds]));
  return [...seconds].sort((a, b) => a - b).map(durationText);
}

/** Rules that record the error ratios of an SLO, shortest window first, the period last. */
export function sliRules(slo: SlothSlo): RecordingRule[] {
  const catalogue = slo.catalogue ?? defaultCatalogue;
  const windows = windowsOf(catalogue);
  const period = durationText(catalogue.periodSeconds);
  const record = (window: string, expr: string): RecordingRule => ({
    record: ratioMetric(window),
    expr,
    labels: windowLabels(slo, window),
  });
  const asked = slo.disableOptimized ? [...windows, period] : windows;
  const short = `${ratioMetric(durationText(catalogue.page.quick.shortSeconds))}${idFilter(slo)}[${period}]`;
  return [
    ...correctionRules(slo, asked, period),
    ...asked.map((window) => record(window, ratioExpr(slo, window))),
    ...(slo.disableOptimized
      ? []
      : [record(period, `sum_over_time(${short})\n/ ignoring (sloth_window)\ncount_over_time(${short})\n`)]),
  ];
}

function ratioExpr({ sli, ...slo }: SlothSlo, window: string): string {
  if (sli.kind === 'raw') {
    return `(${sli.errorRatio(window)})\n`;
  }
  const error = slo.numeratorCorrected
    ? `(${correctionMetric(window)}${idFilter(slo)} * on() ${sli.error(window)})`
    : `(${sli.error(window)})`;
  return `${error}\n/\n(${sli.total(window)})\n`;
}

function correctionMetric(window: string): string {
  return `slo:numerator_correction:ratio${window}`;
}

function correctionRules(slo: SlothSlo, windows: readonly string[], period: string): RecordingRule[] {
  const { sli } = slo;
  return !slo.numeratorCorrected || sli.kind === 'raw'
    ? []
    : windows.map((window) => ({
        record: correctionMetric(window),
        expr: `(${sli.total(window)})\n/\n(${sli.total(period)})\n`,
        labels: windowLabels(slo, window),
      }));
}

/** Rules that record objective, budget, burn rates and the info series of an SLO. */
export function metadataRules(slo: SlothSlo): RecordingRule[] {
  const { periodSeconds, page } = slo.catalogue ?? defaultCatalogue;
  const labels = sloLabels(slo);
  const filter = idFilter(slo);
  const burn = (seconds: number) =>
    `${ratioMetric(durationText(seconds))}${filter}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${filter}\n`;
  return [
    { record: 'slo:objective:ratio', expr: `vector(${objectiveRatio(slo)})`, labels },
    { record: 'slo:error_budget:ratio', expr: `vector(1-${objectiveRatio(slo)})`, labels },
    { record: 'slo:time_period:days', expr: `vector(${periodSeconds / day})`, labels },
    { record: 'slo:current_burn_rate:ratio', expr: burn(page.quick.shortSeconds), labels },
    { record: 'slo:period_burn_rate:ratio', expr: burn(periodSeconds), labels },
    { record: 'slo:period_error_budget_remaining:ratio', expr: `1 - slo:period_burn_rate:ratio${filter}`, labels },
    { record: 'sloth_slo_info', expr: 'vector(1)', labels: infoLabels(slo) },
  ];
}

function alertRule(slo: SlothSlo, severity: 'page' | 'ticket'): AlertingRule {
  const catalogue = slo.catalogue ?? defaultCatalogue;
  const budget = alertBudgetRatio(slo);
  const over = (seconds: number, factor: number) =>
    `    max(${ratioMetric(durationText(seconds))}${idFilter(slo)} > (${factor} * ${budget})) without (sloth_window)\n`;
  const both = ({ budgetPercent, shortSeconds, longSeconds }: SlothWindow) => {
    const factor = (budgetPercent / 100) * (catalogue.periodSeconds / longSeconds);
    return `(\n${over(shortSeconds, factor)}    and\n${over(longSeconds, factor)})\n`;
  };
  const { quick, slow } = catalogue[severity];
  const subject = '{{$labels.sloth_service}} {{$labels.sloth_slo}}';
  return {
    alert: slo.alertName,
    expr: `${both(quick)}or\n${both(slow)}`,
    labels: { severity: severity === 'page' ? 'critical' : 'warning', sloth_severity: severity },
    annotations: {
      description: slo.description,
      summary: `${subject} SLO error budget burn rate is over expected.`,
      title: `(${severity}) ${subject} SLO error budget burn rate is too fast.`,
      ...slo.annotations,
    },
  };
}

/** The three groups Sloth makes of an SLO. */
export function ruleGroups(slo: SlothSlo): RuleGroup[] {
  return [
    { name: `sloth-slo-sli-recordings-${slo.id}`, rules: sliRules(slo) },
    { name: `sloth-slo-meta-recordings-${slo.id}`, rules: metadataRules(slo) },
    { name: `sloth-slo-alerts-${slo.id}`, rules: [alertRule(slo, 'page'), alertRule(slo, 'ticket')] },
  ];
}

/** A Prometheus rules file as Sloth would print it for some SLOs. */
export function rulesFile(fileSlos: readonly SlothSlo[]): string {
  const comment = `In the form of Sloth (${slothVersion}), made by the demo's own generator.`;
  return rulesFileText(comment, fileSlos.flatMap(ruleGroups));
}
