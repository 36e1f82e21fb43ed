/** @jest-environment node */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { prometheusApi, type PrometheusApi } from './prometheus-api';
import { binaryVariable } from './prometheus-process';
import { type RecordingRule } from './rules';
import { sloQueries } from './sli';
import { metadataRules, sliRules, slothSlo } from './sloth-rules';
import { sloById, slos } from './slos';
import { type RunningDemo, startDemo } from './start';
import { toolRules } from './tool-rules';
import { toolRows } from './tool-slos';
import { createTruth } from './truth';

const hasPrometheus = spawnSync(process.env[binaryVariable] ?? 'prometheus', ['--version']).status === 0;
if (!hasPrometheus) {
  console.warn(`skipped: no Prometheus binary on the PATH or in ${binaryVariable}`);
}

interface VectorSample {
  metric: Record<string, string>;
  value: [time: number, value: string];
}

async function instant(api: PrometheusApi, query: string, seconds: number): Promise<VectorSample[]> {
  const data = await api.get(`/api/v1/query?${new URLSearchParams({ query, time: String(seconds) })}`);
  const answer = data as
    { resultType: 'vector'; result: VectorSample[] } | { resultType: 'scalar'; result: VectorSample['value'] };
  // A rule records a scalar as a series without labels.
  return answer.resultType === 'scalar' ? [{ metric: {}, value: answer.result }] : answer.result;
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

type Sampled = Array<readonly [labels: string, value: number]>;

/** What the rules of one name would have recorded beside what the history holds, ordered by labels. */
async function compare(api: PrometheusApi, record: string, rules: readonly RecordingRule[], seconds: number) {
  const sampled = (samples: VectorSample[], labels: Readonly<Record<string, string>>) =>
    samples.map(
      ({ metric, value }) =>
        [JSON.stringify(Object.entries({ ...metric, ...labels, __name__: record }).sort()), Number(value[1])] as const
    );
  const ordered = (all: Sampled) => [...all].sort(([one], [other]) => (one < other ? -1 : 1));
  const evaluated = rules.map(async ({ expr, labels }) => sampled(await instant(api, expr, seconds), labels));
  return {
    where: `${record} at ${new Date(seconds * 1000).toISOString()}`,
    evaluated: ordered((await Promise.all(evaluated)).flat()),
    recorded: ordered(sampled(await instant(api, record, seconds), {})),
  };
}

/** Every recording rule of the demo, by the name it records. */
function rulesByName(): Map<string, RecordingRule[]> {
  const sloth = slos.flatMap((slo) => [...sliRules(slothSlo(slo)), ...metadataRules(slothSlo(slo))]);
  const others = Object.values(toolRules).flatMap((groups) => groups.flatMap(({ rules }) => rules));
  const byName = new Map<string, RecordingRule[]>();
  for (const rule of [...sloth, ...others]) {
    if ('record' in rule) {
      byName.set(rule.record, [...(byName.get(rule.record) ?? []), rule]);
    }
  }
  return byName;
}

(hasPrometheus ? describe : describe.skip)('a history in a real Prometheus', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'scorecard-demo-'));
  const messages: string[] = [];
  let demo: RunningDemo;
  let api: PrometheusApi;
  let ports: { prometheusPort: number; exporterPort: number };
  const anchorSeconds = Math.floor(Date.now() / 60_000) * 60 - 7200;
  const options = { dataDir, historyDays: 3, log: (message: string) => void messages.push(message) };

  beforeAll(async () => {
    ports = { prometheusPort: await freePort(), exporterPort: await freePort() };
    demo = await startDemo({ ...options, ...ports, anchorSeconds, live: false });
    api = prometheusApi(demo.prometheusUrl);
  }, 60_000);

  afterAll(async () => {
    api.close();
    await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 30_000);

  test('the recorded history equals the rules evaluated on the raw series', async () => {
    const { times } = createTruth({ anchorSeconds, historyDays: 3 });
    const { fromSeconds, toSeconds } = times.badRelease;
    const moments = [
      ...[0, 60, 900, 2100, 3660].map((before) => anchorSeconds - before),
      ...[60, 180, 1500].map((after) => fromSeconds + after),
      ...[60, 180, 9000].map((after) => toSeconds + after),
      times.idleNight.fromSeconds + 120,
      times.idleNight.quietAtSeconds,
      times.idleNight.toSeconds + 60,
      ...[60, 120, 90_000].map((after) => times.historyStartSeconds + after),
    ];
    let compared = 0;
    for (const seconds of moments) {
      for (const { where, evaluated, recorded } of await Promise.all(
        [...rulesByName()].map(([record, rules]) => compare(api, record, rules, seconds))
      )) {
        expect([where, recorded.map(([labels]) => labels)]).toEqual([where, evaluated.map(([labels]) => labels)]);
        recorded.forEach(([, value], index) => {
          const expected = evaluated[index]?.[1] ?? NaN;
          // A difference of two equal rates may leave rounding behind where the true ratio is zero.
          const isClose = Math.abs(value - expected) <= 1e-6 * Math.abs(expected) + 1e-15;
          expect([where, value, isClose || Object.is(value, expected)]).toEqual([where, value, true]);
          compared++;
        });
      }
    }
    expect(compared).toBeGreaterThan(5000);
  }, 60_000);

  test('counters hold the true events', async () => {
    const truth = createTruth({ anchorSeconds, historyDays: 3 });
    for (const id of ['orders-availability-us', 'reservations-latency-eu', 'payments-availability-us']) {
      const { error, total } = sloQueries(sloById(id), '2d');
      const { bad, total: all } = truth.eventCounts(id, anchorSeconds - 172_800, anchorSeconds);
      const value = async (query: string) =>
        Number((await instant(api, `${query} * 172800`, anchorSeconds))[0]?.value[1]);
      expect((await value(total)) / all).toBeCloseTo(1, 3);
      expect((await value(`(${error})`)) / bad).toBeCloseTo(1, 3);
    }
  });

  test('what other tools record is what the generator counted', async () => {
    const truth = createTruth({ anchorSeconds, historyDays: 3 });
    const day = 86_400;
    const burnrate = 'http_requests:burnrate';
    const recorded: Record<string, [promql: string, windowSeconds: number]> = {
      'pyrra/reservations-availability': [`${burnrate}1d{slo="reservations-availability"}`, day],
      'pyrra/kitchen-latency': ['http_request_duration_seconds:burnrate1d{slo="kitchen-latency"}', day],
      ...Object.fromEntries(
        ['aws', 'azure', 'gcp'].map((provider) => [
          `pyrra/payments-availability/${provider}`,
          [`${burnrate}1d1h43m{slo="payments-availability",provider="${provider}"}`, day + 6180],
        ])
      ),
      'grafana-slo/b7w2k9orders4us': ['1 - grafana_slo_sli_1d{grafana_slo_uuid="b7w2k9orders4us"}', day],
      ...Object.fromEntries(
        ['reservations/booking/availability', 'kitchen/tickets/latency'].map((id) => {
          const step = `service_name="${id.split('/')[0]}",error_budget_policy_step_name="12 hours"`;
          return [id, [`1 - sli_measurement{${step}}`, day / 2]];
        })
      ),
      'kubernetes-mixin/read': ['apiserver_request:burnrate1d{verb="read"}', day],
      'kubernetes-mixin/write': ['apiserver_request:burnrate1d{verb="write"}', day],
      'kubernetes-mixin/all': ['1 - apiserver_request:availability30d{verb="all"}', 3 * day],
    };
    expect(Object.keys(recorded).sort()).toEqual(toolRows.map(({ id }) => id).sort());
    for (const [id, [promql, seconds]] of Object.entries(recorded)) {
      // slo-generator runs every five minutes.
      const at = promql.includes('sli_measurement') ? Math.floor(anchorSeconds / 300) * 300 : anchorSeconds;
      const { bad, total } = truth.eventCounts(id, at - seconds, at);
      const value = Number((await instant(api, promql, anchorSeconds))[0]?.value[1]);
      // The mixin's hours at both ends of its period are not whole.
      const digits = id === 'kubernetes-mixin/all' ? 1 : 2;
      expect([id, value / (bad / total)]).toEqual([id, expect.closeTo(1, digits)]);
      expect(bad).toBeGreaterThan(10);
    }
  });

  test('never failed means no SLI, idle means NaN', async () => {
    const { times } = createTruth({ anchorSeconds, historyDays: 3 });
    const ratio = (id: string, at: number) => instant(api, `slo:sli_error:ratio_rate5m{sloth_id="${id}"}`, at);
    expect(await ratio('reservations-confirmation-emails', anchorSeconds)).toEqual([]);
    expect(await instant(api, 'sum(rate(confirmation_emails_total[5m])) > 0', anchorSeconds)).toHaveLength(1);
    expect((await ratio('delivery-availability-eu', times.idleNight.quietAtSeconds))[0]?.value[1]).toBe('NaN');
  });

  test('a second start reuses the data, fills the gap and goes on without a seam', async () => {
    await demo.stop();
    messages.length = 0;
    const startedAt = Date.now();
    demo = await startDemo({ ...options, ...ports });
    expect(messages).toContain('reusing the history on disk');
    expect(demo.anchorSeconds).toBe(anchorSeconds);
    expect((Date.now() - startedAt) / 1000).toBeLessThan(15);

    const counter = 'http_requests_total{service="payments",region="us",code="200"}';
    const newest = async () =>
      Number((await instant(api, `timestamp(${counter})`, Math.ceil(Date.now() / 1000)))[0]?.value[1]);
    while ((await newest()) <= demo.historyEndSeconds) {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const end = await newest();
    const [series, ...others] = (await instant(api, `${counter}[150m]`, end)) as unknown as Array<{
      values: Array<[time: number, value: string]>;
    }>;
    expect(others).toEqual([]);
    const steps = (series?.values ?? []).map(([time, value], index, all) => {
      const [beforeTime, before] = all[index - 1] ?? [time, value];
      return { seconds: time - beforeTime, falls: Number(value) < Number(before) };
    });
    expect(Math.max(...steps.map(({ seconds }) => seconds))).toBeLessThan(61);
    expect(Math.max(...steps.slice(-200).map(({ seconds }) => seconds))).toBeLessThan(32);
    // A restart of the service may fall into these hours, a second one cannot.
    expect(steps.filter(({ falls }) => falls).length).toBeLessThan(2);

    const rules = (await api.get('/api/v1/rules')) as { groups: Array<{ rules: unknown[] }> };
    expect(rules.groups).toHaveLength(3 * slos.length + Object.values(toolRules).flat().length);
    expect(readFileSync(join(dataDir, 'prometheus.log'), 'utf8')).not.toMatch(/level=(error|warn)/);
  }, 60_000);

  test('a taken port is named', async () => {
    const start = startDemo({ ...options, dataDir: join(dataDir, 'other'), ...ports });
    await expect(start).rejects.toThrow(`port ${ports.prometheusPort} on 127.0.0.1, meant for Prometheus, is in use`);
  });
});
