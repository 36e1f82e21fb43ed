import { aggregate, selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { InstantQuery, Series } from '../../query/port';
import { parseDuration } from '../../window/duration';
import type { Discovery, Found } from '../discovery';
import { identifyingLabels, seriesKey } from '../identity';
import { remembered, sightings, withinLastDay } from '../remembered';
import type { Slo } from '../slo';
import {
  SLOTH_BUDGET_REMAINING,
  SLOTH_ERROR_RATIO_PREFIX,
  SLOTH_ID,
  SLOTH_INFO,
  SLOTH_OBJECTIVE,
  SLOTH_PERIOD_DAYS,
  SLOTH_REMARKS,
} from './names';
import { rulesBySlothId } from './rules';
import { slothSlo } from './slo';

const INFO = 'sloth:info';
const PAST_INFO = 'sloth:pastInfo';
const INFO_SIGHTINGS = 'sloth:infoSightings';
const OBJECTIVE = 'sloth:objective';
const PERIOD = 'sloth:period';
const REMAINING = 'sloth:remaining';
const WINDOWS = 'sloth:windows';

export const slothDiscovery: Discovery = { tool: 'sloth', plan, read };

/**
 * Which SLOs has Sloth recorded here, and over which windows? What the rules said within the last day is asked for as
 * well: an SLO must not vanish because its rules have stopped.
 */
function plan(atSeconds: number): InstantQuery[] {
  const named = { label: SLOTH_ID, operator: '!=', value: '' } as const;
  const past = (metric: string) => withinLastDay(selector(metric, [named]));
  const ratios = { label: '__name__', operator: '=~', value: `${SLOTH_ERROR_RATIO_PREFIX}.+` } as const;
  return [
    { id: INFO, expr: selector(SLOTH_INFO, [named]) },
    { id: PAST_INFO, expr: past(SLOTH_INFO) },
    { id: INFO_SIGHTINGS, expr: sightings(selector(SLOTH_INFO, [named])) },
    { id: OBJECTIVE, expr: past(SLOTH_OBJECTIVE) },
    { id: PERIOD, expr: past(SLOTH_PERIOD_DAYS) },
    { id: REMAINING, expr: selector(SLOTH_BUDGET_REMAINING, [named]) },
    { id: WINDOWS, expr: aggregate('count', ['__name__', SLOTH_ID], selector(undefined, [ratios, named])) },
  ].map(({ id, expr }) => ({ kind: 'instant', id, promql: print(expr), atSeconds }));
}

/** Every SLO that Sloth's info series name, grouped SLOs once per combination of the labels their SLI keeps. */
function read({ upstream, series, rules }: Found): Slo[] {
  const objectives = valuesByKey(series(OBJECTIVE));
  const periodsDays = valuesByKey(series(PERIOD));
  const budgets = groupById(mergeReplicas(series(REMAINING)));
  const rulesById = rulesBySlothId(rules);
  const windows = windowsById(series(WINDOWS));
  const infos = mergeReplicas(
    remembered({
      current: series(INFO),
      past: series(PAST_INFO),
      sightings: series(INFO_SIGHTINGS),
      place: [SLOTH_ID],
      remarks: SLOTH_REMARKS,
    })
  );
  return infos.flatMap((info) => {
    const key = ownerKey(info);
    const id = info.labels[SLOTH_ID] ?? '';
    const facts = {
      upstream,
      info: info.labels,
      objectiveRatio: objectives.get(key),
      periodDays: periodsDays.get(key),
      recordedWindowsSeconds: windows.get(id) ?? [],
      current: info.current,
      rules: rulesById.get(id),
      ...(rules.state === 'unreadable' ? { unreadable: rules.cause } : {}),
    };
    const own = identifyingLabels(info.labels, SLOTH_REMARKS);
    const groups = (budgets.get(id) ?? []).filter(({ labels }) => own.every(([name, value]) => labels[name] === value));
    return groups.length === 0
      ? [slothSlo(facts)]
      : groups.map((group) => slothSlo({ ...facts, budget: { labels: group.labels, value: group.values[0] ?? NaN } }));
  });
}

/** What the info, objective and period series of one SLO have in common. */
function ownerKey({ labels }: Series): string {
  return seriesKey(labels, SLOTH_REMARKS);
}

function valuesByKey(series: readonly Series[]): Map<string, number> {
  return new Map(series.map((one) => [ownerKey(one), one.values[0] ?? NaN]));
}

function mergeReplicas<T extends Series>(series: readonly T[]): T[] {
  return [...new Map(series.map((one) => [ownerKey(one), one])).values()];
}

function groupById(series: readonly Series[]): Map<string, Series[]> {
  const byId = new Map<string, Series[]>();
  for (const one of series) {
    const id = one.labels[SLOTH_ID] ?? '';
    byId.set(id, [...(byId.get(id) ?? []), one]);
  }
  return byId;
}

function windowsById(series: readonly Series[]): Map<string, number[]> {
  const byId = new Map<string, number[]>();
  for (const { labels } of series) {
    const seconds = parseDuration((labels['__name__'] ?? '').slice(SLOTH_ERROR_RATIO_PREFIX.length));
    const id = labels[SLOTH_ID] ?? '';
    if (seconds !== null) {
      byId.set(
        id,
        [...(byId.get(id) ?? []), seconds].sort((a, b) => a - b)
      );
    }
  }
  return byId;
}
