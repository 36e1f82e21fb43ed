import type { Failure } from '../../failure';
import { aggregate, call, range } from '../../promql/ast';
import { print } from '../../promql/print';
import type { ReleasePolicy } from '../../release/policy/policy';
import { failureOf } from '../failure';
import type { Answers, Query } from '../port';
import { versionsSelector } from './registration';

const HOUR_SECONDS = 3600;
/** As long as the windows of most SLOs. */
const DAYS = 28;
const [HOURLY_ID, NOW_ID] = ['versions', 'versionsNow'];

/** A version of what a policy is about, as the last weeks saw it. */
export interface SeenVersion {
  version: string;
  /** End of the hour in which it was seen after an hour or more without it, in epoch seconds; null where it may be older. */
  sinceHourSeconds: number | null;
}

/** Which versions were seen in each hour of the last four weeks, and since then; none where nothing but a start tells a release. */
export function planVersions(policy: ReleasePolicy, nowSeconds: number): Query[] {
  const shown = versionsSelector(policy);
  if (shown === null) {
    return [];
  }
  const promql = print(aggregate('count', [shown.label], call('last_over_time', range(shown.selector, HOUR_SECONDS))));
  const { startSeconds, endSeconds } = hoursUntil(nowSeconds);
  return [
    { kind: 'range', id: HOURLY_ID, promql, startSeconds, endSeconds, stepSeconds: HOUR_SECONDS },
    // Prometheus is not asked of the future, so that the hour which is not over has no point.
    { kind: 'instant', id: NOW_ID, promql, atSeconds: nowSeconds },
  ];
}

/** The versions, newest first, or why nobody knows them. */
export function readVersions(
  policy: ReleasePolicy,
  answers: Answers,
  nowSeconds: number
): { ok: true; versions: SeenVersion[] } | { ok: false; failure: Failure } {
  const label = versionsSelector(policy)?.label;
  if (label === undefined) {
    return { ok: true, versions: [] };
  }
  const [hourly, now] = [answers.get(HOURLY_ID), answers.get(NOW_ID)];
  if (hourly?.state !== 'ok' || now?.state !== 'ok') {
    return { ok: false, failure: failureOf(hourly?.state === 'ok' ? (now?.state === 'ok' ? undefined : now) : hourly) };
  }
  const { startSeconds, endSeconds } = hoursUntil(nowSeconds);
  const hours = new Map(hourly.series.map(({ labels, timesSeconds }) => [labels[label] ?? '', timesSeconds]));
  const names = new Set([...hours.keys(), ...now.series.map(({ labels }) => labels[label] ?? '')]);
  names.delete('');
  const versions = [...names].map((version): SeenVersion => {
    const since = startOfLastRun(hours.get(version) ?? []) ?? endSeconds + HOUR_SECONDS;
    return { version, sinceHourSeconds: since <= startSeconds ? null : since };
  });
  const newest = ({ sinceHourSeconds }: SeenVersion) => sinceHourSeconds ?? -Infinity;
  return { ok: true, versions: versions.sort((a, b) => newest(b) - newest(a) || (a.version < b.version ? 1 : -1)) };
}

/** The whole hours before, whose ends are what data sources align such a range to. */
function hoursUntil(nowSeconds: number): { startSeconds: number; endSeconds: number } {
  const endSeconds = Math.floor(nowSeconds / HOUR_SECONDS) * HOUR_SECONDS;
  return { startSeconds: endSeconds - DAYS * 24 * HOUR_SECONDS, endSeconds };
}

function startOfLastRun(timesSeconds: readonly number[]): number | undefined {
  return timesSeconds
    .filter((seconds, index) => seconds - (timesSeconds[index - 1] ?? -Infinity) > HOUR_SECONDS)
    .at(-1);
}
