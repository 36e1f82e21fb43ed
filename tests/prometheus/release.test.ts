import { policyOf, SLO } from '../../src/core/release/policy/testing';
import { policyDigest } from '../../src/core/release/policy/spec';
import type { ReleaseAssessment } from '../../src/core/release/assessment/assessment';
import type { EvidenceOf } from '../../src/core/release/assessment/evidence';
import { judgeAhead, planAhead } from '../../src/core/query/release/ahead';
import { judgeRelease } from '../../src/core/query/release/judge';
import { planRelease, planReleaseSamples } from '../../src/core/query/release/plan';
import { endOfSoak, type ReleaseRequest } from '../../src/core/query/release/request';
import { asked, askHttp } from './http';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { even, grid, HOUR, made, markAfter, NOW, type Pod, pods, podSeries, START, STEP } from './releaseHistory';
import { gaugeSeries } from './seriesHistory';

const ALPHA = (0.05 * 6) / Math.PI ** 2;

const good = even(50, 10);
const worlds: Record<string, Pod[]> = {
  good: pods(good),
  bad: pods(even(50, 1, 6)),
  quiet: pods(even(0.4, 0)),
  gap: pods({ ...good, scraped: (mark) => mark < markAfter(600) || mark > markAfter(1200) }),
  restarted: pods({ ...good, restarts: [markAfter(900)] }),
  nan: pods({ ...good, instead: (mark, value) => (mark === markAfter(700) ? NaN : value) }),
  fractions: pods({ ...good, instead: (_, value) => value + 0.5 }),
};
// Another replica of the same Prometheus has written the same.
const replicas = ['a', 'b'].flatMap((replica) =>
  podSeries('replicas', pods({ ...good, more: { prometheus_replica: replica } }))
);

const policyText = (service: string, criteria: string, identity = 'versionLabel: version', more = '') => `
apiVersion: reliability-scorecard/v1
kind: ReleasePolicy
metadata: { name: ${service} }
spec:
  service: ${service}
  release: { ${identity} }
  soak: { atLeast: 30m, atMost: 2h }
${more}
  criteria:
${criteria}`;

const sloOf = (service: string) =>
  SLO.replace('service: shop', `service: ${service}`)
    .replace('requests_total{', `requests_total{service="${service}", `)
    .replace('query: requests_total\n', `query: requests_total{service="${service}"}\n`)
    .replace('28d', '6h');

const availability = (service: string) => `
    - id: availability
      successRatio:
        objective: 0.999
        good: sum(rate(requests_total{service="${service}", code!~"5.."}[5m]))
        total: sum(rate(requests_total{service="${service}"}[5m]))`;

const everything = (service: string, of = service) => `${availability(of)}
    - id: latency
      latency: { histogram: 'took_seconds_bucket{service="${of}"}', threshold: 0.5, objective: 0.99 }
    - id: faster
      required: false
      latency: { histogram: 'took_seconds_bucket{service="${of}"}', threshold: 0.3, objective: 0.95 }
    - id: no-regression
      noRegression: { slo: ${service}/answers, difference: 0.002 }
    - id: before
      noRegression: { slo: ${service}/answers, difference: 0.002, against: previous }
    - id: budget
      remainingBudget: { slo: ${service}/answers, atLeast: 0.5 }
    - id: quiet
      noBurnAlert: { slo: ${service}/answers }
    - id: headroom
      required: false
      headroom: { atLeast: 0.2 }
    - id: drill
      attestation: { question: Ready?, answer: true, evidence: 'https://x.example', author: ada, attestedAt: 2025-11-01, expiresAt: 2026-01-01 }`;

const registered = policyOf(policyText('good', everything('good')), sloOf('good'));

let prometheus: EvaluatedRules;

beforeAll(async () => {
  prometheus = await startEvaluatedRules({
    files: {},
    grid,
    history: [
      ...Object.entries(worlds).flatMap(([service, all]) => podSeries(service, all)),
      ...replicas,
      gaugeSeries({ __name__: 'release_policy_info', digest: policyDigest(registered)! }, () => 1),
    ],
  });
}, 90_000);

afterAll(() => prometheus.stop(), 30_000);

async function judged(
  policy: ReleaseRequest['policy'],
  more: Partial<ReleaseRequest> & { nowSeconds?: number } = {}
): Promise<ReleaseAssessment> {
  const { nowSeconds = NOW, ...rest } = more;
  const request: ReleaseRequest = {
    policy,
    version: 'v2',
    baselineVersion: null,
    attempt: 1,
    startSeconds: START,
    endSeconds: endOfSoak(policy, START, nowSeconds),
    ...rest,
  };
  const first = await askHttp(prometheus.url, planRelease(request));
  return judgeRelease(request, first, await askHttp(prometheus.url, planReleaseSamples(request, first)));
}

const plain = (service: string, more = '  designEffect: 1', criteria = availability(service)) =>
  policyOf(policyText(service, criteria, undefined, more), sloOf(service));
const countsOf = ({ criteria }: ReleaseAssessment) => criteria[0]!.evidence as EvidenceOf['successRatio'];
const verdictOf = ({ verdict, reason }: ReleaseAssessment) => reason ?? verdict;

/** The integral of 2.2 by midpoints of u = ((1-t)/(1-p))^(1/2), with c = 1/2, where it is smooth. */
function lnE(x: number, y: number, p: number): number {
  const cells = 20_000;
  const logs = Array.from({ length: cells }, (_, cell) => {
    const s = ((cell + 0.5) / cells) ** 2;
    return x * Math.log((1 - (1 - p) * s) / p) + y * Math.log(s);
  });
  const most = logs.reduce((one, other) => Math.max(one, other));
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / cells);
}

describe('releases that nothing is wrong with', () => {
  it('a good one passes, by exactly the events that were made', async () => {
    const told = await judged(plain('good'));
    const { good: goodEvents, bad } = made(worlds['good']!, told.span.endSeconds);
    expect(countsOf(told)).toMatchObject({
      good: goodEvents,
      total: goodEvents + bad,
      unobserved: 0,
      coverage: 1,
      seriesCount: 6,
    });
    expect(bad).toBeGreaterThan(10);
    expect(verdictOf(told)).toBe('PASS');
    expect(told.criteria[0]!.statistic['lnEPass']).toBeCloseTo(lnE(goodEvents, bad, 0.999), 4);
    expect(told).toMatchObject({ phase: 'soaked', seenBefore: false, registration: { state: 'unverified' } });
  });

  it('passes without a registered design effect too', async () => {
    const told = await judged(plain('good', ''));
    expect(told.criteria[0]).toMatchObject({ method: 'anytime-bursts/1', verdict: 'PASS' });
    expect(told.criteria[0]!.assumptions).toContainEqual({ kind: 'bursts', most: 10, registered: false });
  });

  it('a bad one fails, long before its soak is over', async () => {
    expect(verdictOf(await judged(plain('bad'), { nowSeconds: START + 600 }))).toBe('FAIL');
    expect(verdictOf(await judged(plain('bad', '')))).toBe('FAIL');
  });

  it('a quiet one is undecided, with the number of events that it lacks', async () => {
    const told = await judged(plain('quiet'));
    const { total } = countsOf(told);
    expect(verdictOf(told)).toBe('INSUFFICIENT_SAMPLE');
    // Half a bad event is added to the sample, which then grows as it is.
    const share = 0.5 / total;
    let needed = total;
    while (lnE(needed * (1 - share), needed * share, 0.999) < -Math.log(ALPHA)) {
      needed *= 1.01;
    }
    const { outlook } = told.criteria[0]!;
    expect(outlook!.moreEvents! / (needed - total)).toBeCloseTo(1, 1);
    expect(outlook!.moreSeconds! / ((needed - total) / 0.8)).toBeCloseTo(1, 1);
    expect(lnE(total + outlook!.leastMoreEvents!, 0, 0.999)).toBeCloseTo(-Math.log(ALPHA), 3);
  });

  it('a good one is not decided before its soak is over, nor before it started', async () => {
    const early = await judged(plain('good'), { nowSeconds: START + 1500 });
    expect([verdictOf(early), early.criteria[0]!.verdict, early.phase]).toEqual(['SOAK_INCOMPLETE', 'PASS', 'soaking']);
    const before = await judged(plain('good'), { nowSeconds: START - 60 });
    expect([verdictOf(before), before.phase]).toEqual(['NOT_STARTED', 'notStarted']);
  });

  it('one look at the end says nothing before', async () => {
    const policy = plain('good', '  looks: fixed');
    expect(verdictOf(await judged(policy, { nowSeconds: START + 1500 }))).toBe('SOAK_INCOMPLETE');
    const told = await judged(policy);
    expect([verdictOf(told), told.span.endSeconds]).toEqual(['PASS', START + 1800]);
  });

  it('takes more to pass at every further attempt', async () => {
    const early = { nowSeconds: START + 180 };
    const [first, later] = [await judged(plain('good'), early), await judged(plain('good'), { ...early, attempt: 30 })];
    const [one, other] = [first.criteria[0]!, later.criteria[0]!];
    expect(other.statistic['lnEPass']).toBe(one.statistic['lnEPass']);
    expect([one.verdict, other.verdict]).toEqual(['PASS', 'INCONCLUSIVE']);
    expect(other.params).toMatchObject({ alpha: expect.closeTo(ALPHA / 900, 12) });
  });
});

describe('a policy of every kind of criterion', () => {
  it('passes a good release in two rounds', async () => {
    const told = await judged(registered);
    expect(told.criteria.map(({ id, verdict, reason }) => [id, reason ?? verdict])).toEqual([
      ['availability', 'PASS'],
      ['latency', 'PASS'],
      ['faster', 'INSUFFICIENT_SAMPLE'],
      ['no-regression', 'PASS'],
      ['before', 'PASS'],
      ['budget', 'PASS'],
      ['quiet', 'PASS'],
      ['headroom', 'MODEL_UNVALIDATED'],
      ['drill', 'PASS'],
    ]);
    expect(verdictOf(told)).toBe('PASS');
    expect(told.registration).toEqual({ state: 'registered', atSeconds: expect.any(Number) });
    expect(told.criteria.find(({ id }) => id === 'budget')!.queries.length).toBeGreaterThan(3);
  });

  it('counts baselines and budgets as they were made', async () => {
    const told = await judged(registered);
    const evidence = (id: string) => told.criteria.find((one) => one.id === id)!.evidence;
    const marks = (told.span.endSeconds - told.span.startSeconds) / STEP;
    const pair = evidence('no-regression') as EvidenceOf['noRegression'];
    expect(pair.baseline.total).toBeCloseTo(marks * 3 * 1500, -5);
    expect(pair.baseline.total % 1500).toBe(0);
    const budget = evidence('budget') as EvidenceOf['remainingBudget'];
    // Five hours and more of the old version, and the release.
    const soakMarks = Math.round(marks);
    const all = ((6 * HOUR) / STEP) * 3 * 1500 + soakMarks * 2 * 750;
    expect(Math.abs(budget.total - all)).toBeLessThan(budget.unobserved);
    expect(budget.unobserved / budget.total).toBeLessThan(0.005);
  });

  it('counts both windows of a pair as they were made, at every moment', async () => {
    const told = await judged(registered);
    const { pairs } = told.criteria.find(({ id }) => id === 'quiet')!.evidence as EvidenceOf['noBurnAlert'];
    expect(pairs.map(({ stepSeconds, moments }) => [stepSeconds, moments.length])).toEqual([
      [60, Math.floor(told.span.endSeconds / 60) - Math.ceil(START / 60) + 1],
      [360, Math.floor(told.span.endSeconds / 360) - Math.ceil(START / 360) + 1],
    ]);
    /** Requests in so many seconds up to a time, which is one of a scrape. */
    const inWindow = (atSeconds: number, seconds: number) => {
      const last = (atSeconds - grid.startSeconds) / STEP;
      const marks = Array.from({ length: seconds / STEP }, (_, index) => last - index);
      return marks.reduce((sum, mark) => sum + 3 * 1500 + (mark >= markAfter(0) ? 2 * 750 : 0), 0);
    };
    pairs[0]!.moments.forEach((moment, index) => {
      const atSeconds = (Math.ceil(START / 60) + index) * 60;
      expect([moment![0], moment![2]]).toEqual([inWindow(atSeconds, HOUR), inWindow(atSeconds, 300)]);
    });
  });

  it('finds the targets of a release by what another metric says of them', async () => {
    const criteria = everything('good');
    const identity = 'join: { metric: pod_labels, versionLabel: hash, on: [job, pod] }';
    const joined = await judged(policyOf(policyText('good', criteria, identity), sloOf('good')));
    const labelled = await judged(registered);
    expect(joined.criteria.map(({ evidence }) => evidence)).toEqual(labelled.criteria.map(({ evidence }) => evidence));
    expect(verdictOf(joined)).toBe('PASS');
    expect(joined.seenBefore).toBe(false);
  });

  it('asks no more for every kind of criterion than for its counters', async () => {
    const before = asked.queries;
    await judged(registered);
    expect(asked.queries - before).toBeLessThan(45);
  });

  it('a burning one does not pass', async () => {
    const told = await judged(policyOf(policyText('bad', everything('bad')), sloOf('bad')));
    const verdicts = new Map(told.criteria.map(({ id, verdict, reason }) => [id, reason ?? verdict]));
    expect(told.verdict).toBe('FAIL');
    expect(verdicts.get('no-regression')).toBe('FAIL');
  });
});

describe('whatever is wrong with what was scraped, never a pass', () => {
  it.each([
    ['a gap', 'gap', 'DATA_QUALITY', 'notCovered'],
    ['a value that is no number', 'nan', 'DATA_QUALITY', 'notANumber'],
    ['a counter of fractions', 'fractions', 'DATA_QUALITY', 'notWhole'],
    ['the samples of two replicas', 'replicas', 'DATA_QUALITY', 'copies'],
    ['no metric', 'nobody', 'NO_DATA', 'noSeries'],
  ])('%s', async (_, service, reason, problem) => {
    for (const designEffect of ['  designEffect: 1', '']) {
      const told = await judged(plain(service, designEffect));
      expect(verdictOf(told)).toBe(reason);
      expect(told.criteria[0]!.problems.map(({ kind }) => kind)).toContain(problem);
    }
  });

  it('a restart of all pods, since what they did last is unknown', async () => {
    const told = await judged(plain('restarted'));
    expect(verdictOf(told)).toBe('INSUFFICIENT_SAMPLE');
    expect(countsOf(told)).toMatchObject({ resets: 4 });
    expect(countsOf(told).unobserved).toBeGreaterThan(1400);
  });

  it('a version that nobody runs', async () => {
    expect(verdictOf(await judged(plain('good'), { version: 'v3' }))).toBe('NO_DATA');
    const identity = 'join: { metric: pod_labels, versionLabel: hash, on: [pod] }';
    const told = await judged(policyOf(policyText('good', availability('good'), identity)), { version: 'v3' });
    expect([verdictOf(told), told.criteria[0]!.problems[0]!.kind]).toEqual(['NO_DATA', 'noTargets']);
  });

  it('targets of which nobody knows which version they run', async () => {
    const identity = 'join: { metric: pod_labels, versionLabel: hash, on: [job] }';
    const told = await judged(policyOf(policyText('good', availability('good'), identity)));
    expect([verdictOf(told), told.criteria[0]!.problems[0]!.kind]).toEqual(['DATA_QUALITY', 'mixedTargets']);
  });

  it('an answer that never came', async () => {
    const policy = registered;
    const request: ReleaseRequest = {
      policy,
      version: 'v2',
      baselineVersion: null,
      attempt: 1,
      startSeconds: START,
      endSeconds: endOfSoak(policy, START, NOW),
    };
    const first = await askHttp(prometheus.url, planRelease(request));
    const second = await askHttp(prometheus.url, planReleaseSamples(request, first));
    expect(judgeRelease(request, first, second).verdict).toBe('PASS');
    const undecided = (one: typeof first, other: typeof second) =>
      judgeRelease(request, one, other).criteria.some(({ reason }) => reason === 'QUERY_ERROR');
    const without = (answers: typeof first, id: string) => new Map([...answers].filter(([other]) => other !== id));
    for (const id of second.keys()) {
      expect([id, undecided(first, without(second, id))]).toEqual([id, true]);
    }
    // Neither is what a verdict is made of, and without the last counters that were born are counted short.
    for (const id of [...first.keys()].filter((one) => !['registration', 'seenBefore', 'starts'].includes(one))) {
      expect([id, undecided(without(first, id), second)]).toEqual([id, true]);
    }
    expect(judgeRelease(request, new Map(), new Map()).verdict).toBe('INCONCLUSIVE');
  });
});

describe('before the start', () => {
  const ahead = async (policy: ReleaseRequest['policy'], trafficShareRatio: number) => {
    const request = { policy, attempt: 1, atSeconds: START, trafficShareRatio };
    return judgeAhead(request, await askHttp(prometheus.url, planAhead(request)));
  };

  it('tells how long until a pass is possible', async () => {
    const told = await ahead(registered, 0.8);
    expect(told.criteria.map(({ id, warning }) => [id, warning])).toEqual([
      ['availability', null],
      ['latency', null],
      ['faster', 'never'],
      ['no-regression', null],
      ['before', null],
      ['budget', null],
      ['quiet', null],
      ['headroom', 'never'],
      ['drill', null],
    ]);
    const slowest = told.criteria.flatMap(({ required, plan: one }) => (required && one ? [one.expectedSeconds!] : []));
    expect(told).toMatchObject({ possible: true, passSeconds: Math.max(1800, ...slowest) });
    const [{ plan, eventsPerSecond, budgetShareRatio } = { plan: null }] = told.criteria;
    // 300 requests a second, four fifths for the release; but the week had them in seven hours only.
    expect(eventsPerSecond! / ((240 * 7) / 168)).toBeCloseTo(1, 1);
    expect(budgetShareRatio).toBeCloseTo(1 / 8 / 1500 / 0.001, 2);
    expect(plan!.expectedSeconds! * eventsPerSecond!).toBeCloseTo(plan!.expectedEvents!, 3);
    expect(plan!.expectedSeconds).toBeGreaterThan(plan!.cleanSeconds!);
  });

  it('warns where the policy cannot pass within its soak', async () => {
    expect(await ahead(plain('good'), 0.001)).toMatchObject({ possible: false, criteria: [{ warning: 'notInSoak' }] });
    expect(await ahead(plain('nobody'), 1)).toMatchObject({ possible: false, criteria: [{ warning: 'noTraffic' }] });
    expect(await ahead(registered, 1)).toMatchObject({ possible: false });
  });
});
