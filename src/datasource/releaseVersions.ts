import { lastValueFrom, type Observable } from 'rxjs';
import type { Answers, Query } from '../core/query/port';
import { planVersions, readVersions, type SeenVersion } from '../core/query/release/versions';
import type { ReleasePolicy } from '../core/release/policy/policy';
import type { Upstream } from '../core/slo/slo';
import { failureWords } from '../shared/failureWords';

/**
 * The versions of what a policy is about that the upstreams have seen in the last four weeks, each once, newest first. Rejects
 * where none of them answers.
 */
export async function listVersions(
  policy: ReleasePolicy,
  nowSeconds: number,
  upstreams: readonly Upstream[],
  ask: (upstream: Upstream, queries: readonly Query[]) => Observable<Answers>
): Promise<string[]> {
  const queries = planVersions(policy, nowSeconds);
  const read = await Promise.all(
    upstreams.map(async (upstream) =>
      readVersions(policy, await lastValueFrom(ask(upstream, queries), { defaultValue: new Map() }), nowSeconds)
    )
  );
  const failed = read.flatMap((one) => (one.ok ? [] : [one.failure]));
  const [first] = failed;
  if (first && failed.length === read.length) {
    throw new Error(failureWords(first));
  }
  const newest = ({ sinceHourSeconds }: SeenVersion) => sinceHourSeconds ?? -Infinity;
  const all = read.flatMap((one) => (one.ok ? one.versions : []));
  return [...new Set(all.sort((a, b) => newest(b) - newest(a)).map(({ version }) => version))];
}
