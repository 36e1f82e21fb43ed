import { parse } from 'yaml';
import { prometheusApi, type PrometheusApi } from '../../demo/prometheus-api';
import type { Answer, Answers, InstantQuery } from '../../src/core/query/port';
import { documentFor } from '../../src/core/suggest/document';
import { planFamilies, readFamilies, type FoundFamilies } from '../../src/core/suggest/families';
import { planSuggestions, readSuggestions, type JudgedFamilies } from '../../src/core/suggest/suggestions';
import { demoHistory } from './demoHistory';

const WEEK = 604_800;

interface Sample {
  metric: Record<string, string>;
  value: [time: number, value: string];
}

async function instant(api: PrometheusApi, promql: string, atSeconds: number): Promise<Sample[]> {
  const data = await api.get(`/api/v1/query?${new URLSearchParams({ query: promql, time: String(atSeconds) })}`);
  return (data as { result: Sample[] }).result;
}

async function number(api: PrometheusApi, promql: string, atSeconds: number): Promise<number> {
  return Number((await instant(api, promql, atSeconds))[0]?.value[1]);
}

async function answer(api: PrometheusApi, queries: readonly InstantQuery[]): Promise<Answers> {
  const answers = queries.map(async ({ id, promql, atSeconds }): Promise<[string, Answer]> => {
    const series = (await instant(api, promql, atSeconds)).map(({ metric, value }) => ({
      labels: metric,
      timesSeconds: [value[0]],
      values: [Number(value[1])],
    }));
    return [id, { state: 'ok', series, warnings: [] }];
  });
  return new Map(await Promise.all(answers));
}

describe('suggestions from a real Prometheus', () => {
  const { url, anchorSeconds, historyDays, truth } = demoHistory();
  const api = prometheusApi(url);
  let found: FoundFamilies;
  let judged: JudgedFamilies;

  async function judge(atSeconds: number) {
    const families = readFamilies(await answer(api, planFamilies(atSeconds)));
    const answers = await answer(api, planSuggestions(families.families, atSeconds));
    return { found: families, judged: readSuggestions(families.families, answers) };
  }

  const suggestion = (service: string, metric: string) => {
    const one = judged.suggestions.find(({ family }) => family.service.value === service && family.metric === metric);
    if (!one) {
      throw new Error(`no suggestion for ${service} from ${metric}`);
    }
    return one;
  };

  beforeAll(async () => {
    ({ found, judged } = await judge(anchorSeconds));
  }, 60_000);

  afterAll(() => api.close());

  test('every service that serves requests is found, and why others are not suggested', () => {
    const names = (kind: string) =>
      found.families.filter((family) => family.kind === kind).map(({ service }) => service.value);
    const services = ['delivery', 'kitchen', 'orders', 'payments', 'reservations'];
    expect(names('availability')).toEqual([...services, 'kube-apiserver', 'delivery']);
    expect(names('latency')).toEqual([...services, 'kube-apiserver']);
    expect(found).toMatchObject({ more: 0, cut: false, failures: [] });
    expect(found.unsuitable).toEqual([
      {
        metric: 'confirmation_emails_total',
        service: 'reservations',
        reason: { kind: 'noFailureSeen', label: 'result', values: ['sent'] },
      },
      {
        metric: 'kitchen_print_jobs_total',
        service: 'kitchen',
        reason: { kind: 'noFailureSeen', label: 'result', values: ['jammed', 'ok'] },
      },
    ]);
  });

  test.each([
    ['orders', 'http_requests_total', ['orders-availability-eu', 'orders-availability-us']],
    ['kitchen', 'http_requests_total', ['kitchen-availability-eu', 'kitchen-availability-us']],
    ['delivery', 'courier_location_updates_total', ['delivery-location-updates']],
  ])('last week of %s in %s is what was generated', (service, metric, sloIds) => {
    const counts = sloIds.map((id) => truth.eventCounts(id, anchorSeconds - WEEK, anchorSeconds));
    const total = counts.reduce((sum, one) => sum + one.total, 0);
    const bad = counts.reduce((sum, one) => sum + one.bad, 0);
    const { events, sli, objectiveRatio } = suggestion(service, metric);
    expect(events.total / total).toBeCloseTo(1, 3);
    // Series that are born in the week, as those of a release are, hide what they counted before their first sample.
    expect(Math.abs(events.bad / bad - 1)).toBeLessThan(0.01);
    expect(sli.state).toBe('measured');
    expect(Math.abs((1 - sli.value!) / (bad / total) - 1)).toBeLessThan(0.01);
    expect(bad / total).toBeLessThan(1 - objectiveRatio);
  });

  test('a latency threshold is the first bucket that holds 99 % of the week', async () => {
    const metric = 'http_request_duration_seconds_bucket';
    for (const service of ['orders', 'kitchen']) {
      const within = async (le: string) =>
        (await number(api, `sum(increase(${metric}{service="${service}",le="${le}"}[7d]))`, anchorSeconds)) /
        (await number(
          api,
          `sum(increase(http_request_duration_seconds_count{service="${service}"}[7d]))`,
          anchorSeconds
        ));
      const bounds = ['0.05', '0.1', '0.2', '0.3', '0.5', '0.75', '1.0', '1.5', '2.5', '5.0'];
      const { upperBound, sli } = suggestion(service, metric);
      const index = bounds.findIndex((bound) => Number(bound) === upperBound);
      const share = await within(bounds[index] ?? '');
      expect(sli.value).toBeCloseTo(share, 6);
      expect(share).toBeGreaterThanOrEqual(0.99);
      expect(await within(bounds[index - 1] ?? '')).toBeLessThan(0.99);
    }
  });

  test('the written selectors count the same events', async () => {
    const one = suggestion('orders', 'http_requests_total');
    const { spec } = parse(
      documentFor(one, {
        upstream: { uid: 'prom', name: 'prom' },
        namesUpstream: false,
        displayName: 'a',
        description: 'b',
      })
    );
    const { bad, total } = spec.indicator.spec.ratioMetric;
    const count = (part: typeof bad) =>
      number(api, `sum(increase(${part.metricSource.spec.query}[7d]))`, anchorSeconds);
    expect(await count(bad)).toBeCloseTo(one.events.bad, 3);
    expect(await count(total)).toBeCloseTo(one.events.total, 3);
  });

  test('less than a week is said', async () => {
    const { judged: early } = await judge(anchorSeconds - (historyDays - 2) * 86_400);
    expect(early.suggestions.length).toBeGreaterThan(5);
    for (const { sli } of early.suggestions) {
      expect(sli.state).toBe('partial');
      expect(sli.coverageRatio).toBeCloseTo(2 / 7, 1);
    }
  });

  test('before there was anything there is nothing to suggest', async () => {
    const none = await judge(anchorSeconds - 40 * 86_400);
    expect(none.found.families).toEqual([]);
    expect(none.judged).toEqual({ suggestions: [], unsuitable: [] });
  });
});
