import { unmeasured } from '../../budget/dataState';
import { print } from '../../promql/print';
import { isComposite } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { groupBy } from '../../groupBy';
import { countedSelector } from '../counted';
import { VERSION_LABELS } from '../events/groupCounts';
import { isCut } from '../points';
import type { Answers, Series } from '../port';
import type { OverTimeAbsence } from '../slots/usable';
import { partReader, type ReadPart } from '../union';
import { appearances, type Appearance } from './appearances';
import {
  BUILD_INFO_ID,
  countedMetrics,
  hasVersion,
  jobsOf,
  mostSeries,
  planBuildInfo,
  planVersions,
  VERSIONS_ID,
  type CountedMetric,
} from './plan';

/** Why nobody can see the releases of an SLO. `noVersion`: neither what it counts nor build information of its jobs tells. */
export type ReleasesAbsence = { kind: 'noVersion' } | { kind: 'tooManyVersions'; most: number } | OverTimeAbsence;

export interface SeenRelease extends Appearance {
  /** The metric of build information that tells it; null where what is counted does. */
  buildInfo: string | null;
}

export type SloReleases =
  { state: 'ok'; slo: Slo; releases: readonly SeenRelease[] } | { state: 'absent'; slo: Slo; absence: ReleasesAbsence };

/** The releases in the range of every SLO, in the order of `slos`; one of which nobody can see any says why. */
export function judgeReleases(
  request: BudgetSeriesRequest,
  slos: readonly Slo[],
  versions: Answers,
  buildInfo: Answers
): SloReleases[] {
  const counted = partReader(planVersions(request, slos), versions);
  const beside = partReader(planBuildInfo(request, slos, versions), buildInfo);
  const metrics = countedMetrics(slos);
  const most = mostSeries(request, metrics);
  return slos.map((slo): SloReleases => {
    const selector = countedSelector(slo);
    const metric = selector && metrics.get(print(selector));
    const told = metric ? releasesOf(metric, counted, beside, most) : unknown(slo);
    return 'kind' in told ? { state: 'absent', slo, absence: told } : { state: 'ok', slo, releases: told };
  });
}

function unknown(slo: Slo): ReleasesAbsence {
  return { kind: isComposite(slo) ? 'composite' : 'eventsUnknown' };
}

function releasesOf(
  { key, selector }: CountedMetric,
  counted: ReadPart,
  beside: ReadPart,
  most: number
): SeenRelease[] | ReleasesAbsence {
  const own = counted(VERSIONS_ID, key);
  if (own.state === 'failed') {
    return { kind: 'unmeasured', what: unmeasured('error', own.reason) };
  }
  const cut: ReleasesAbsence = { kind: 'tooManyVersions', most: most - 1 };
  if (isCut(most, own.series)) {
    return cut;
  }
  if (own.series.length === 0) {
    return { kind: 'unmeasured', what: unmeasured('noData', { kind: 'seriesMissing', metric: print(selector) }) };
  }
  if (own.series.some(hasVersion)) {
    return seenIn(own.series, null);
  }
  if (jobsOf(own.series).length === 0) {
    return { kind: 'noVersion' };
  }
  const info = beside(BUILD_INFO_ID, key);
  if (info.state === 'failed') {
    return { kind: 'unmeasured', what: unmeasured('error', info.reason) };
  }
  if (isCut(most, info.series)) {
    return cut;
  }
  const byMetric = groupBy(info.series, ({ labels }) => labels['__name__'] ?? '');
  return info.series.some(hasVersion)
    ? [...byMetric].flatMap(([metric, series]) => seenIn(series, metric))
    : { kind: 'noVersion' };
}

function seenIn(series: readonly Series[], buildInfo: string | null): SeenRelease[] {
  return VERSION_LABELS.flatMap((label) => appearances(label, series).map((one) => ({ ...one, buildInfo })));
}
