import { dateTime, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { verifyCertificate } from '../core/release/certificate/verify';
import { policyDigest } from '../core/release/policy/spec';
import { POLICY, policyOf } from '../core/release/policy/testing';
import { datasource, last, panel, request, settled, values } from './testedDataSource';
import { releaseUpstreams, type TestedPod } from './testedReleases';
import { isCatalogue, mockSettings } from './testedRuntime';
import { TO } from './testing';
import type { SloDataSourceOptions, SloQuery, SloVariableQuery } from './types';
import { SloVariableSupport } from './variables';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

const HOUR = 3600;
/** A scrape lies 5 seconds before. */
const NOW = TO;
/** Between two scrapes. */
const START = NOW - HOUR - 7;
const SCRAPE = 15;

const pods = (version: string, fromSeconds: number, good: number, bad: number, toSeconds?: number): TestedPod[] =>
  ['a', 'b'].map((name) => ({
    name: `${version}-${name}`,
    version,
    fromSeconds,
    good,
    bad,
    ...(toSeconds === undefined ? {} : { toSeconds }),
  }));
const baseline = pods('v1', 0, 1500, 1);
const GOOD = [...baseline, ...pods('v2', START, 1500, 0)];
const BAD = [...baseline, ...pods('v2', START, 1500, 30)];
const QUIET = [...baseline, ...pods('v2', START, 3, 0)];

const COMPARED = `${POLICY}    - id: no-regression
      noRegression:
        good: sum(rate(requests_total{code!~"5.."}[5m]))
        total: sum(rate(requests_total[5m]))
        objective: 0.999
        difference: 0.002
`;

const withPolicies =
  (...documents: string[]) =>
  (uids: string[] = ['prom'], now = NOW) =>
    datasource({ upstreams: uids.map((uid) => ({ uid })), documents } as SloDataSourceOptions, () => now * 1000);
const ds = withPolicies(POLICY);

const ASKED: Partial<SloQuery> = { queryType: 'release', policy: 'shop', version: 'v2' };
const ask = (more: Partial<SloQuery> = {}, source = ds()) => last(source, { ...ASKED, ...more });

function rowsOf({ data }: DataQueryResponse, name: string): Array<Record<string, unknown>> {
  const found = (data as DataFrame[]).find((frame) => frame.name === name);
  return Array.from({ length: found?.length ?? 0 }, (_, index) =>
    Object.fromEntries(found!.fields.map((field) => [field.name, field.values[index]]))
  );
}
const criteriaOf = (response: DataQueryResponse) => rowsOf(response, 'criteria');
const releaseOf = (response: DataQueryResponse) => rowsOf(response, 'release');

/** Scrapes of the release until a minute ago. */
const SCRAPES = Math.floor((NOW - 60) / SCRAPE) - Math.ceil(START / SCRAPE) + 1;

beforeEach(() =>
  mockSettings.mockImplementation(({ uid }: { uid: string }) => ({ uid, name: uid.toUpperCase(), type: 'prometheus' }))
);

describe('a release', () => {
  it('passes by exactly the events that were made', async () => {
    releaseUpstreams({ prom: { pods: GOOD } });
    const response = await ask();
    expect(response.state).toBe(LoadingState.Done);
    expect(criteriaOf(response)).toEqual([
      expect.objectContaining({
        criterion: 'availability',
        verdict: 'PASS',
        reason: '',
        requirement: 'At least 99.9% of its requests are good',
        measured: expect.stringMatching(/^100% good; in truth between 99\.9\d*% and 100%$/),
        missing: '',
        total: 2 * 1500 * SCRAPES,
        bad: 0,
        value: 1,
        objective: 0.999,
        decision: 1,
        required: true,
        method: 'anytime-bursts/1',
        upstream: 'PROM',
      }),
    ]);
    const [row] = criteriaOf(response);
    expect(row!.firstPassed).toBeGreaterThan(START * 1000);
    expect(row!.firstPassed).toBeLessThan(NOW * 1000);
    expect(releaseOf(response)).toEqual([
      expect.objectContaining({
        service: 'shop',
        version: 'v2',
        verdict: 'PASS',
        phase: 'soaked',
        attempt: 1,
        alpha: 0.05,
      }),
    ]);
  });

  it('fails, and is not decided where too little happened, with what it takes', async () => {
    releaseUpstreams({ prom: { pods: BAD } });
    expect(criteriaOf(await ask())[0]).toMatchObject({ verdict: 'FAIL', decision: -1, bad: 2 * 30 * SCRAPES });
    releaseUpstreams({ prom: { pods: QUIET } });
    const response = await ask();
    expect(criteriaOf(response)[0]).toMatchObject({
      verdict: 'INCONCLUSIVE',
      decision: 0,
      reason: 'more events are needed',
      missing: expect.stringMatching(/^needs about [\d,]+ more events, about [\d.]+ h; its soak ends in 31 min$/),
      firstPassed: null,
    });
    expect(releaseOf(response)[0]).toMatchObject({ verdict: 'INCONCLUSIVE', reason: 'more events are needed' });
  });

  it('is certified so that anyone recomputes it, with what was asked', async () => {
    releaseUpstreams({ prom: { pods: GOOD } });
    const [{ certificate } = {}] = releaseOf(await ask());
    const told = verifyCertificate(JSON.parse(String(certificate)), NOW + 60);
    expect([told.state, told.verdict, told.problems]).toEqual(['VALID', 'PASS', []]);
    expect(told.certificate!.source.prometheus).toBe('prom');
  });

  it('says whether its policy was registered before', async () => {
    const digest = policyDigest(policyOf(POLICY))!;
    releaseUpstreams({ prom: { pods: GOOD, registered: { [digest]: START - HOUR } } });
    expect(releaseOf(await ask())[0]).toMatchObject({ digest, registration: expect.stringMatching(/^registered at/) });
    releaseUpstreams({ prom: { pods: GOOD, registered: { [digest]: START + 60 } } });
    expect(releaseOf(await ask())[0]!.registration).toMatch(/^not registered/);
  });

  it('of long ago is found by when it came, and judged by its own soak', async () => {
    const began = NOW - 30 * HOUR;
    releaseUpstreams({ prom: { pods: [...baseline, ...pods('v2', began, 1500, 30)] } });
    const [told] = releaseOf(await ask());
    expect(told).toMatchObject({ verdict: 'FAIL', phase: 'ended', elapsed: 5400 });
    expect(Math.abs((told!.start as number) / 1000 - began)).toBeLessThanOrEqual(120);
  });

  it('fails that was rolled back, by what was counted until then', async () => {
    const end = START + 20 * 60;
    releaseUpstreams({ prom: { pods: [...baseline, ...pods('v2', START, 1500, 30, end)] } });
    const [told] = releaseOf(await ask());
    expect(told).toMatchObject({ verdict: 'FAIL', phase: 'soaked' });
    expect(end - (told!.end as number) / 1000).toBeLessThan(SCRAPE);
    const scrapes = Math.floor(end / SCRAPE) - Math.ceil(START / SCRAPE) + 1;
    expect(criteriaOf(await ask())[0]).toMatchObject({
      verdict: 'FAIL',
      total: 2 * 1530 * scrapes,
      bad: 2 * 30 * scrapes,
    });
  });

  it('is judged from the start that is said, and at the level of its attempt', async () => {
    releaseUpstreams({ prom: { pods: GOOD } });
    const start = new Date((START + 600) * 1000).toISOString();
    expect(releaseOf(await ask({ start, attempt: '2' }))[0]).toMatchObject({ start: (START + 600) * 1000, attempt: 2 });
  });
});

describe('before it starts', () => {
  it('says when a pass is possible at the traffic of last week', async () => {
    releaseUpstreams({ prom: { pods: baseline } });
    const response = await ask();
    expect(releaseOf(response)[0]).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason: 'the release has not started',
      phase: 'notStarted',
      start: null,
      certificate: '',
      ahead: expect.stringMatching(/^At last week’s traffic a pass is possible after about \d+ min\.$/),
    });
    expect(criteriaOf(response)[0]!.missing).toMatch(
      /^Takes about [\d,]+ events, about \d+ (s|min) at last week’s traffic\.$/
    );
  });

  it('warns where its soak is too short for so little traffic', async () => {
    releaseUpstreams({ prom: { pods: pods('v1', 0, 1, 0) } });
    const response = await ask();
    expect(releaseOf(response)[0]!.ahead).toMatch(/^At last week’s traffic a pass is not possible within the soak/);
    expect(criteriaOf(response)[0]!.missing).toMatch(/longer than the soak of 1\.5 h/);
  });

  it('is so of one that is to start later', async () => {
    releaseUpstreams({ prom: { pods: GOOD } });
    expect(releaseOf(await ask({ start: String(NOW + HOUR) }))[0]).toMatchObject({ phase: 'notStarted' });
  });
});

describe('never a pass', () => {
  const verdicts = (response: DataQueryResponse) => [
    ...criteriaOf(response).map(({ verdict }) => verdict),
    ...releaseOf(response).map(({ verdict }) => verdict),
  ];

  it.each([
    ['no policy', { policy: '' }, /^Choose a release policy: shop\.$/],
    ['a policy that there is not', { policy: 'bar' }, /^There is no release policy “bar”\. There are shop\.$/],
    ['no version', { version: '' }, /^Choose the version/],
    ['a start that is no time', { start: 'yesterday' }, /“yesterday” is no time/],
    ['an attempt that is none', { attempt: '0' }, /“0” is no attempt/],
    ['a view that there is not', { release: 'everything' as 'criteria' }, /There is no release “everything”/],
  ])('of %s', async (_, more, message) => {
    releaseUpstreams({ prom: { pods: GOOD } });
    const response = await ask(more);
    expect([response.state, response.data]).toEqual([LoadingState.Error, []]);
    expect(response.error!.message).toMatch(message);
  });

  it('where the documents hold no policy', async () => {
    releaseUpstreams({ prom: { pods: GOOD } });
    expect((await ask({}, datasource())).error!.message).toMatch(/hold no release policy/);
  });

  it('where nothing answers', async () => {
    releaseUpstreams({ prom: { pods: GOOD } }, () => 'queue is full');
    const response = await ask();
    expect([response.state, verdicts(response)]).toEqual([LoadingState.Error, []]);
  });

  it.each([
    ['how many series there are', /^count\(last_over_time/],
    ['their samples', /^requests_total.*\]$/],
  ])('where there is no answer to %s', async (_, refused) => {
    releaseUpstreams({ prom: { pods: GOOD } }, (expr) => (refused.test(expr) ? 'queue is full' : undefined));
    const response = await ask();
    expect(verdicts(response)).toEqual(['INCONCLUSIVE', 'INCONCLUSIVE']);
    expect(criteriaOf(response)[0]).toMatchObject({ reason: 'a query has no answer', measured: '', total: null });
    expect(criteriaOf(response)[0]!.problems).toMatch(/queue is full/);
  });

  it('where when it began cannot be seen, until somebody says it', async () => {
    releaseUpstreams({ prom: { pods: [...baseline, ...pods('v2', 0, 1500, 0)] } });
    const response = await ask();
    expect([response.state, verdicts(response)]).toEqual([LoadingState.Error, []]);
    expect(response.error!.message).toMatch(/^PROM: When version v2 began cannot be seen/);
    expect(verdicts(await ask({ start: String(START) }))).toEqual(['PASS', 'PASS']);
  });

  it('of one that ended before its soak did, however good it was: it may have crashed', async () => {
    releaseUpstreams({ prom: { pods: [...baseline, ...pods('v2', START, 1500, 0, START + 20 * 60)] } });
    const response = await ask();
    expect(verdicts(response)).toEqual(['INCONCLUSIVE', 'INCONCLUSIVE']);
    expect(criteriaOf(response)[0]!.problems).toMatch(/^Only \d+\.\d% of the time was scraped/);
  });

  it('of a version that nobody runs from a start that is said', async () => {
    releaseUpstreams({ prom: { pods: baseline } });
    expect(criteriaOf(await ask({ start: String(START) }))[0]).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason: 'there is no data',
      problems: expect.stringMatching(/^There is no series of/),
    });
  });
});

it('is about its own time, whatever range is looked at', async () => {
  const answered = async (fromSeconds: number, toSeconds: number) => {
    const range = { from: dateTime(fromSeconds * 1000), to: dateTime(toSeconds * 1000) };
    const asked = { ...request(ASKED), range: { ...range, raw: range } };
    releaseUpstreams({ prom: { pods: GOOD } });
    return lastValueFrom(ds().query(asked));
  };
  const whole = await answered(NOW - 7 * 24 * HOUR, NOW);
  expect(releaseOf(whole)[0]).toMatchObject({ verdict: 'PASS' });
  for (const [from, to] of [
    [START, START + 60],
    [NOW - 90 * 24 * HOUR, NOW - 80 * 24 * HOUR],
    [NOW - 60, NOW + HOUR],
    [NOW + HOUR, NOW + 2 * HOUR],
  ] as const) {
    const other = await answered(from, to);
    expect([criteriaOf(other), releaseOf(other)]).toEqual([criteriaOf(whole), releaseOf(whole)]);
  }
});

describe('of several data sources', () => {
  const worlds = { eu: { pods: GOOD }, us: { pods: BAD }, asia: { pods: baseline } };

  it('has a verdict of each that knows it, and a word on the others', async () => {
    releaseUpstreams(worlds);
    const response = await ask({}, ds(['eu', 'us', 'asia']));
    expect(releaseOf(response).map(({ upstream, verdict }) => [upstream, verdict])).toEqual([
      ['EU', 'PASS'],
      ['US', 'FAIL'],
    ]);
    expect((response.data as DataFrame[])[0]!.meta!.notices).toEqual([
      { severity: 'info', text: 'Nothing of this release is seen in ASIA.' },
    ]);
  });

  it('is not started where none of them knows it', async () => {
    releaseUpstreams({ eu: { pods: baseline }, us: { pods: baseline } });
    const response = await ask({}, ds(['eu', 'us']));
    expect(releaseOf(response).map(({ phase }) => phase)).toEqual(['notStarted', 'notStarted']);
  });

  it('costs only the verdict of the one that does not answer', async () => {
    releaseUpstreams(worlds);
    mockSettings.mockImplementation(({ uid }: { uid: string }) =>
      uid === 'us' ? undefined : { uid, name: uid.toUpperCase(), type: 'prometheus' }
    );
    const response = await ask({}, ds(['eu', 'us']));
    expect(response.state).toBe(LoadingState.Error);
    expect(releaseOf(response).map(({ upstream }) => upstream)).toEqual(['EU']);
  });
});

describe('graphs', () => {
  const compared = withPolicies(COMPARED);
  const framesOf = async (release: SloQuery['release']) => {
    releaseUpstreams({ prom: { pods: BAD } });
    return (await ask({ release }, compared())).data as DataFrame[];
  };
  const valuesOf = (frame: DataFrame, name: string) => frame.fields.find((field) => field.name === name)!.values;

  it('tell bad events against what the objective allows, from the start on', async () => {
    const [first, ...others] = await framesOf('confidence');
    expect([first!.name, others]).toEqual(['availability', []]);
    expect(first!.length).toBeLessThanOrEqual(60);
    expect(valuesOf(first!, 'time')[0]).toBeGreaterThan((START - 120) * 1000);
    // 30 of 1530 are bad, and 1 of 1000 may be.
    expect(valuesOf(first!, 'measured').at(-1)).toBeCloseTo(30 / 1530 / 0.001, 6);
    expect(valuesOf(first!, 'lower').at(-1)).toBeGreaterThan(1);
    expect(new Set(valuesOf(first!, 'objective'))).toEqual(new Set([1]));
    first!.fields[0]!.values.forEach((_, index) => {
      const [lower, measured, upper] = ['lower', 'measured', 'upper'].map((name) => valuesOf(first!, name)[index]);
      expect(lower).toBeLessThanOrEqual(measured);
      expect(measured).toBeLessThanOrEqual(upper);
    });
  });

  it('compare release and baseline', async () => {
    const frames = await framesOf('comparison');
    expect(frames.map(({ name }) => name)).toEqual(['v2', 'baseline']);
    expect(valuesOf(frames[0]!, 'release').at(-1)).toBeCloseTo(30 / 1530, 6);
    expect(valuesOf(frames[1]!, 'baseline').at(-1)).toBeCloseTo(1 / 1501, 6);
  });
});

describe('variables', () => {
  const listed = async (query: Partial<SloVariableQuery>, source = ds()) => {
    const targets = [{ refId: 'V', ...query } as SloVariableQuery];
    const response = await lastValueFrom(new SloVariableSupport(source).query({ ...request(), targets }));
    return values(response, 'value');
  };

  it('list the policies of the documents, or those of services', async () => {
    const both = withPolicies(POLICY, POLICY.replaceAll('shop', 'bar'))();
    expect(await listed({ values: 'policies' }, both)).toEqual(['shop', 'bar']);
    expect(await listed({ values: 'policies', services: ['bar'] }, both)).toEqual(['bar']);
    expect(await listed({ values: 'policies' }, datasource())).toEqual([]);
  });

  it('list the versions that any data source has seen, newest first and each once', async () => {
    const older = pods('v1.9', NOW - 50 * HOUR, 10, 0, NOW - 40 * HOUR);
    releaseUpstreams({ eu: { pods: GOOD }, us: { pods: [...baseline, ...older] } });
    expect(await listed({ values: 'releases', policy: 'shop' }, ds(['eu', 'us']))).toEqual(['v2', 'v1.9', 'v1']);
  });

  it.each<[string, Partial<SloVariableQuery>, RegExp]>([
    ['no policy', {}, /no policy is chosen/],
    ['a policy that there is not', { policy: 'bar' }, /no release policy “bar”/],
    ['data sources that do not answer', { policy: 'shop' }, /queue is full/],
  ])('fail aloud with %s', async (_, query, message) => {
    releaseUpstreams({ prom: { pods: GOOD } }, () => 'queue is full');
    await expect(listed({ values: 'releases', ...query })).rejects.toThrow(message);
  });

  it('fail aloud with no data source to ask', async () => {
    await expect(listed({ values: 'releases', policy: 'shop' }, ds([]))).rejects.toThrow(/No Prometheus data source/);
  });
});

it('asks once for two panels, in few requests whose ids are short', async () => {
  const requests = releaseUpstreams({ prom: { pods: GOOD } });
  const source = ds();
  await source.listSlos(NOW);
  requests.length = 0;
  const panels = [panel(source, ASKED), panel(source, { ...ASKED, release: 'confidence' }, 'Q2')];
  for (let round = 0; round < 6; round++) {
    await settled();
  }
  expect(panels.map(({ packets }) => packets.at(-1)?.state)).toEqual([LoadingState.Done, LoadingState.Done]);
  const own = requests.map((one) => one.request).filter((one) => !isCatalogue(one));
  const texts = own.map(({ targets, range }) =>
    JSON.stringify([targets.map((one) => (one as { expr?: string }).expr), range.to])
  );
  expect(new Set(texts).size).toBe(texts.length);
  expect(own.length).toBeLessThanOrEqual(6);
  for (const { requestId } of own) {
    expect(requestId).toMatch(/^[\w:.-]{1,80}$/);
  }
});
