import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyOf } from '../../src/core/release/policy/testing';
import type { ReleaseAssessment } from '../../src/core/release/assessment/assessment';
import type { CountsEvidence, EvidenceOf } from '../../src/core/release/assessment/evidence';
import { judgeRelease } from '../../src/core/query/release/judge';
import { planLocate, readLocate } from '../../src/core/query/release/locate';
import { planRelease, planReleaseSamples } from '../../src/core/query/release/plan';
import { endOfSoak, type ReleaseRequest } from '../../src/core/query/release/request';
import { repoRoot } from '../repoRoot';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const HOUR = 3600;
const { url, anchorSeconds, truth } = demoHistory();
type Service = Parameters<typeof truth.releaseCounts>[0];

const policies = { loyalty: policyNamed('loyalty-canary'), catering: policyNamed('catering-canary') };

function policyNamed(name: string) {
  return policyOf(readFileSync(join(repoRoot, 'examples', 'releases', `${name}.yaml`), 'utf8'));
}

function requestOf(service: Service, version: string, startSeconds: number): ReleaseRequest {
  const policy = policies[service];
  const endSeconds = endOfSoak(policy, startSeconds, anchorSeconds);
  return { policy, version, baselineVersion: null, attempt: 1, startSeconds, endSeconds };
}

async function judged(service: Service, version: string, startSeconds: number): Promise<ReleaseAssessment> {
  const request = requestOf(service, version, startSeconds);
  const first = await askHttp(url, planRelease(request));
  return judgeRelease(request, first, await askHttp(url, planReleaseSamples(request, first)));
}

const verdicts = ({ criteria }: ReleaseAssessment) =>
  criteria.map(({ id, verdict, reason }) => [id, reason ?? verdict]);

/** Whether everything of it that was counted is what was drawn. */
function expectDrawn({ criteria, span }: ReleaseAssessment, service: Service, version: string, baseline: string): void {
  const { startSeconds, endSeconds } = span;
  const drawn = truth.releaseCounts(service, version, startSeconds, endSeconds);
  const beside = truth.releaseCounts(service, baseline, startSeconds, endSeconds);
  const evidence = (id: string) => criteria.find((one) => one.id === id)?.evidence;
  const counted = ({ good, total, unobserved, resets, coverage }: CountsEvidence) => [
    good,
    total,
    unobserved,
    resets,
    coverage,
  ];
  const { release, baseline: other } = evidence('no-regression') as EvidenceOf['noRegression'];
  const { lowerBound, upperBound, least, most } = evidence('latency') as EvidenceOf['latency'];
  const answered = [drawn.total - drawn.failed, drawn.total, 0, 0, 1];
  expect(counted(evidence('availability') as CountsEvidence)).toEqual(answered);
  expect(counted(release)).toEqual(answered);
  expect([lowerBound, upperBound, most, counted(least)]).toEqual([0.3, 0.3, null, [drawn.quick, drawn.total, 0, 0, 1]]);
  // Of a baseline nobody knows between which scrapes the release began.
  const scrape = (15 * beside.total) / (endSeconds - startSeconds);
  expect(Math.abs(other.total - beside.total)).toBeLessThan(2 * scrape);
}

/** Causes of so many errors each. */
interface Cause {
  errors: number;
  count: number;
}

const MOST_ERRORS = 10;

function grownBy({ errors, count }: Cause, times: number): Cause {
  return { errors, count: count * times };
}

/** Errors in half minutes that follow each other may be of one cause, of up to 10. */
async function causesOf(service: Service, version: string, start: number, end: number): Promise<Cause[]> {
  const promql = `sum(restaurant_answers_total{service="${service}", version="${version}", code="500"})`;
  const query = { kind: 'range', id: 'bad', promql, startSeconds: start, endSeconds: end, stepSeconds: 30 } as const;
  const answer = (await askHttp(url, [query])).get('bad');
  const seen = answer?.state === 'ok' ? (answer.series[0]?.values ?? []) : [];
  const runs: number[] = [];
  let goesOn = false;
  seen.forEach((value, index) => {
    const errors = value - (seen[index - 1] ?? 0);
    if (errors > 0) {
      runs.push((goesOn ? (runs.pop() ?? 0) : 0) + errors);
    }
    goesOn = errors > 0;
  });
  return runs.flatMap((errors) => [
    { errors: MOST_ERRORS, count: Math.floor(errors / MOST_ERRORS) },
    { errors: errors % MOST_ERRORS, count: 1 },
  ]);
}

/** ln of the mean over u in (0, 1) of exp(c q n / K) times (1 - c m / K) for each cause of m errors, where c = 1 - u^2. */
function logEvidence(events: number, causes: readonly Cause[]): number {
  const cells = 4000;
  const logs = Array.from({ length: cells }, (_, cell) => {
    const stake = (1 - ((cell + 0.5) / cells) ** 2) / MOST_ERRORS;
    return causes.reduce(
      (sum, { errors, count }) => sum + count * Math.log(1 - stake * errors),
      stake * 0.001 * events
    );
  });
  const most = logs.reduce((one, other) => Math.max(one, other));
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / cells);
}

describe('the releases of the demo', () => {
  it('a bad one fails, and passes no more for having been rolled back', async () => {
    const told = await judged('loyalty', '7.3.0', anchorSeconds - 26 * HOUR);
    expect(told).toMatchObject({ verdict: 'FAIL', phase: 'ended', seenBefore: false });
    expect(verdicts(told)).toEqual([
      ['availability', 'FAIL'],
      ['latency', 'PASS'],
      ['no-regression', 'FAIL'],
      ['rollback-rehearsed', 'PASS'],
    ]);
    expectDrawn(told, 'loyalty', '7.3.0', '7.2.0');
  });

  it('a good one passes by a policy that was there before it', async () => {
    const startSeconds = anchorSeconds - 3 * HOUR;
    const told = await judged('loyalty', '7.3.1', startSeconds);
    expect(verdicts(told).map(([, verdict]) => verdict)).toEqual(['PASS', 'PASS', 'PASS', 'PASS']);
    expect(told).toMatchObject({ verdict: 'PASS', phase: 'ended', seenBefore: false });
    expect(told.registration).toEqual({ state: 'registered', atSeconds: expect.any(Number) });
    expectDrawn(told, 'loyalty', '7.3.1', '7.2.0');
  });

  it('one with little traffic is undecided, and says how much it lacks', async () => {
    const startSeconds = anchorSeconds - 3000;
    const told = await judged('catering', '2.1.0', startSeconds);
    expect(told).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'INSUFFICIENT_SAMPLE', phase: 'soaked' });
    expect(told.registration).toEqual({ state: 'unverified' });
    expectDrawn(told, 'catering', '2.1.0', '2.0.0');
    const [{ reason, outlook, params } = { reason: null, outlook: null, params: null }] = told.criteria;
    const { total } = truth.releaseCounts('catering', '2.1.0', startSeconds, told.span.endSeconds);
    const causes = await causesOf('catering', '2.1.0', startSeconds, told.span.endSeconds);
    const { alpha } = params as { alpha: number };
    expect([reason, alpha]).toEqual(['INSUFFICIENT_SAMPLE', expect.closeTo((0.05 * 6) / Math.PI ** 2, 12)]);
    const more = (grown: (times: number) => Cause[]) => {
      const lacks = (times: number) => logEvidence(total * times, grown(times)) < -Math.log(alpha);
      let [few, enough] = [1, 2 ** 20];
      while (enough - few > 1e-9 * enough) {
        const middle = (few + enough) / 2;
        [few, enough] = lacks(middle) ? [middle, enough] : [few, middle];
      }
      return (enough - 1) * total;
    };
    // Half an error is added to the sample, which then grows as it is.
    const expected = more((times) => [...causes, { errors: 1, count: 0.5 }].map((one) => grownBy(one, times)));
    expect(outlook!.leastMoreEvents! / more(() => causes)).toBeCloseTo(1, 3);
    expect(outlook!.moreEvents! / expected).toBeCloseTo(1, 3);
    expect(outlook!.moreSeconds! / (expected / (total / 2940))).toBeCloseTo(1, 3);
    // In the rest of its soak it cannot get them.
    expect(outlook!.leastMoreEvents! / (total / 2940)).toBeGreaterThan(5 * HOUR);
  });

  it.each([
    ['loyalty', '7.3.1', 3 * HOUR],
    ['catering', '2.1.0', 3000],
  ] as const)('the start of %s %s is found', async (service, version, before) => {
    const request = requestOf(service, version, anchorSeconds - before);
    const answers = await askHttp(url, planLocate(request, anchorSeconds));
    expect(readLocate(answers, anchorSeconds)).toBe(anchorSeconds - before);
  });
});
