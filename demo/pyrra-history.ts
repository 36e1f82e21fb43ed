import { column, type Column, constant } from './columns';
import { durationText } from './duration';
import {
  commonLabels,
  groupingOf,
  increaseName,
  migrated,
  objectiveRatio,
  type PyrraIndicator,
  pyrraBurnrateName,
  type PyrraSlo,
  pyrraWindows,
  ruleLabels,
} from './pyrra';
import { increaseGrouping } from './pyrra-increase';
import { combined, type Group, orZero, type Rates } from './rates';
import { type Selector } from './sli';
import { type DemoPyrra } from './tool-slos';

type Counted = PyrraIndicator & { kind: 'ratio' | 'latency' };

/** What Pyrra's rules would have recorded for an SLO that counts events. */
export function pyrraColumns({ slo, flags }: DemoPyrra, rates: Rates): Column[] {
  const { indicator } = slo;
  if (indicator.kind !== 'ratio' && indicator.kind !== 'latency') {
    throw new Error(`${slo.name}: the history of ${indicator.kind} is not made`);
  }
  const increases = increaseColumns(slo, indicator, rates);
  const burnrates = burnrateColumns(slo, indicator, rates);
  return [
    ...increases,
    ...burnrates,
    ...(flags.genericRules && groupingOf(slo).length === 0 ? genericColumns(slo, indicator, rates) : []),
  ];
}

/** The good or the bad events of an indicator, as its rules select them. */
function partOf(indicator: Counted): Selector {
  return indicator.kind === 'ratio'
    ? indicator.errors
    : { ...indicator.success, matchers: migrated(indicator.success.matchers, {}) };
}

function increasesBy(slo: PyrraSlo, selector: Selector, by: readonly string[], { sumBy }: Rates): Group[] {
  const { windowSeconds } = slo;
  return sumBy(selector, by, windowSeconds / 60).map(({ labels, values }) => ({
    labels,
    values: values.map((perSecond) => perSecond * windowSeconds),
  }));
}

function increaseColumns(slo: PyrraSlo, indicator: Counted, rates: Rates): Column[] {
  const grouping = increaseGrouping(slo);
  const window = durationText(slo.windowSeconds);
  const labels = ruleLabels(slo, grouping);
  const columns = (selector: Selector, extra: Record<string, string> = {}) =>
    increasesBy(slo, selector, grouping, rates).map((group) =>
      column(increaseName(selector.metric, window), { ...group.labels, ...labels, ...extra }, group.values)
    );
  if (indicator.kind === 'latency') {
    const le = indicator.success.matchers.find(({ label }) => label === 'le')?.value ?? '';
    return [...columns(indicator.total), ...columns(partOf(indicator), { le })];
  }
  return indicator.errors.metric === indicator.total.metric
    ? columns(indicator.total)
    : [...columns(indicator.total), ...columns(indicator.errors)];
}

function burnrateColumns(slo: PyrraSlo, indicator: Counted, { length, sumBy }: Rates): Column[] {
  const grouping = groupingOf(slo);
  const windows = pyrraWindows(slo.windowSeconds).flatMap(({ shortSeconds, longSeconds }) => [
    shortSeconds,
    longSeconds,
  ]);
  return [...new Set(windows)].flatMap((seconds) => {
    const parts = sumBy(partOf(indicator), grouping, seconds / 60);
    return sumBy(indicator.total, grouping, seconds / 60).map((total) => {
      const key = JSON.stringify(total.labels);
      const part = parts.find(({ labels }) => JSON.stringify(labels) === key);
      const ratio = combined(length, [part?.values, total.values], (some, all) =>
        indicator.kind === 'ratio' ? some / all : (all - some) / all
      );
      return column(pyrraBurnrateName(slo, seconds), { ...total.labels, ...ruleLabels(slo, grouping) }, ratio);
    });
  });
}

function genericColumns(slo: PyrraSlo, indicator: Counted, rates: Rates): Column[] {
  const { length, sumBy } = rates;
  const labels = commonLabels(slo);
  const increase = (selector: Selector) => increasesBy(slo, selector, [], rates)[0]?.values;
  const rate = (selector: Selector) => sumBy(selector, [], 5)[0]?.values;
  const isRatio = indicator.kind === 'ratio';
  const availability = combined(
    length,
    [orZero(increase(partOf(indicator)), length), increase(indicator.total)],
    (some, all) => (isRatio ? 1 - some / all : some / all)
  );
  const total = rate(indicator.total);
  const part = rate(partOf(indicator));
  const errors = isRatio ? orZero(part, length) : combined(length, [part, total], (some, all) => all - some);
  return [
    constant('pyrra_objective', labels, objectiveRatio(slo)),
    constant('pyrra_window', labels, slo.windowSeconds),
    column('pyrra_availability', labels, availability),
    ...(total ? [column('pyrra_requests:rate5m', labels, total)] : []),
    column('pyrra_errors:rate5m', labels, errors),
  ];
}
