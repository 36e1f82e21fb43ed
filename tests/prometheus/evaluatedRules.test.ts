import { grafanaSloGroups } from '../../demo/grafana-slo-rules';
import { mixinGroups } from '../../demo/kubernetes-mixin-rules';
import { pyrraFiles, pyrraGroups } from '../../demo/pyrra-rules';
import { ruleGroups } from '../../demo/sloth-rules';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { counterSeries, type EventsInStep, eventsBetween, gridOfDays } from './seriesHistory';
import {
  apiserver,
  apiserverSeries,
  day,
  failed,
  grafana,
  grafanaPast,
  grid,
  grouped,
  handlers,
  lastFive,
  latency,
  mixinPast,
  probed,
  quick,
  quickPast,
  ratio,
  shopSeries,
  sloth,
  slothCorrected,
  slothPast,
  slothRaw,
  slow,
  sumOf,
  total,
} from './shop';

let server: EvaluatedRules;
let at: number;

beforeAll(async () => {
  const [quickShort = [], quickLong = []] = pyrraFiles(quick).map(({ groups }) => groups);
  server = await startEvaluatedRules({
    files: {
      ratio: pyrraGroups(ratio, { genericRules: true }),
      latency: pyrraGroups(latency, { genericRules: true }),
      grouped: pyrraGroups(grouped),
      'quick-short': quickShort,
      'quick-long': quickLong,
      probed: pyrraGroups(probed, { genericRules: true }),
      grafana: grafanaSloGroups(grafana),
      mixin: mixinGroups(),
      sloth: [sloth, slothRaw, slothCorrected].flatMap(ruleGroups),
    },
    grid,
    history: [...shopSeries(), ...apiserverSeries()],
    recordedPast: [...slothPast(), ...quickPast(), ...grafanaPast(), ...mixinPast()],
  });
  at = server.settledAtSeconds;
}, 120_000);

afterAll(() => server.stop(), 30_000);

async function value(promql: string): Promise<number> {
  const answer = (await askHttp(server.url, [{ kind: 'instant', id: 'q', promql, atSeconds: at }])).get('q');
  const series = answer?.state === 'ok' ? answer.series : [];
  expect([promql, series.length]).toEqual([promql, 1]);
  return series[0]?.values[0] ?? NaN;
}

const events = (part: EventsInStep, seconds: number) => eventsBetween(grid, part, at - seconds, at);

/**
 * A recorded number beside the generator's, to one percent: `increase` extrapolates, evaluations take their time, and what
 * adds up stretches of five minutes lags by as much, which is 0.7 % of the failures here.
 */
async function expectClose(promql: string, expected: number): Promise<void> {
  const off = Math.abs((await value(promql)) / expected - 1);
  expect([promql, off < 0.01 ? 0 : off]).toEqual([promql, 0]);
}

test('a Pyrra ratio: increases are the events, burn rates the error ratios', async () => {
  const own = '{slo="shop-errors"}';
  await expectClose(`sum(http_requests:increase4w${own})`, events(sumOf(total), 28 * day));
  await expectClose('http_requests:increase4w{slo="shop-errors",code="500"}', events(sumOf(failed), 28 * day));
  for (const [window, seconds] of [
    ['1h', 3600],
    ['6h', 21_600],
    ['1d', day],
    ['4d', 4 * day],
  ] as const) {
    const bad = events(sumOf(failed), seconds) / events(sumOf(total), seconds);
    await expectClose(`http_requests:burnrate${window}${own}`, bad);
  }
  const availability = 1 - events(sumOf(failed), 28 * day) / events(sumOf(total), 28 * day);
  expect(await value(`pyrra_availability${own}`)).toBeCloseTo(availability, 4);
  expect(await value(`pyrra_objective${own}`)).toBe(0.99);
  expect(await value(`pyrra_window${own}`)).toBe(28 * day);
});

test('a Pyrra latency finds the bucket of Prometheus 3', async () => {
  const own = 'slo="shop-latency"';
  await expectClose(`http_request_duration_seconds:increase4w{${own},le=""}`, events(sumOf(total), 28 * day));
  const late = events(slow, 28 * day);
  await expectClose(
    `http_request_duration_seconds:increase4w{${own},le=""} - ignoring(le) http_request_duration_seconds:increase4w{${own},le="1"}`,
    late
  );
  await expectClose(`http_request_duration_seconds:burnrate1d{${own}}`, events(slow, day) / events(sumOf(total), day));
  // The generic availability looks for `le` in both forms too, where the recorded one is that of the document.
  expect(await value(`pyrra_availability{${own}}`)).toBeCloseTo(1 - late / events(sumOf(total), 28 * day), 4);
});

test('a grouped Pyrra SLO has a series for each group, and no generic ones', async () => {
  for (const handler of handlers) {
    const bad = events((index) => failed[handler]?.(index) ?? 0, day);
    const all = events((index) => total[handler]?.(index) ?? 0, day);
    await expectClose(`http_requests:burnrate1d{slo="shop-by-handler",handler="${handler}"}`, bad / all);
  }
  expect(await value('count({__name__=~"pyrra_.*",slo="shop-by-handler"}) or vector(0)')).toBe(0);
});

test('Pyrra in performance mode adds up five minutes to the events', async () => {
  const own = 'slo="shop-quick"';
  await expectClose(`sum(http_requests:increase4w{${own}})`, events(sumOf(total), 28 * day));
  await expectClose(`http_requests:increase4w{${own},code="500"}`, events(sumOf(failed), 28 * day));
});

test('a Pyrra gauge counts its samples', async () => {
  expect(await value('pyrra_availability{slo="shop-up"}')).toBeCloseTo(0.99, 3);
  await expectClose('probe_success:count4w{slo="shop-up"}', (28 * day) / grid.stepSeconds);
});

test('Grafana SLO: success ratios, event rates, the whole window by events', async () => {
  const own = '{grafana_slo_uuid="k3v9"}';
  for (const [window, seconds] of [
    ['1h', 3600],
    ['1d', day],
    ['3d', 3 * day],
  ] as const) {
    const bad = events(sumOf(failed), seconds) / events(sumOf(total), seconds);
    await expectClose(`1 - grafana_slo_sli_${window}${own}`, bad);
  }
  const bad = events(sumOf(failed), 28 * day) / events(sumOf(total), 28 * day);
  await expectClose(`1 - grafana_slo_sli_window${own}`, bad);
  await expectClose(
    `300 * sum(sum_over_time(grafana_slo_total_rate_5m${own}[28d:5m]))`,
    events(sumOf(total), 28 * day)
  );
});

test('Sloth: error ratios, and the period as the mean of the five minutes', async () => {
  const own = '{sloth_id="shop-availability"}';
  const bad = events(sumOf(failed), day) / events(sumOf(total), day);
  await expectClose(`slo:sli_error:ratio_rate1d${own}`, bad);
  const minutes = Array.from({ length: 30 * 1440 }, (_, back) => Math.floor((at - grid.startSeconds) / 60) - back);
  const mean = minutes.reduce((sum, index) => sum + lastFive(sumOf(failed), index) / lastFive(sumOf(total), index), 0);
  await expectClose(`slo:sli_error:ratio_rate30d${own}`, mean / minutes.length);
  await expectClose(`slo:period_burn_rate:ratio${own}`, mean / minutes.length / 0.01);
  // The quiet hours failed: the mean of ratios is not the ratio of events.
  const byEvents = events(sumOf(failed), 30 * day) / events(sumOf(total), 30 * day);
  expect(mean / minutes.length / byEvents).toBeGreaterThan(1.1);
});

test('Sloth without its optimisation asks the raw metric for the period', async () => {
  expect(await value('slo:sli_error:ratio_rate30d{sloth_id="shop-probes"}')).toBeCloseTo(0.01, 4);
});

test('Sloth with a corrected numerator weighs errors by traffic', async () => {
  const own = '{sloth_id="shop-corrected"}';
  const traffic = events(sumOf(total), 3600) / 3600 / (events(sumOf(total), 30 * day) / (30 * day));
  await expectClose(`slo:numerator_correction:ratio1h${own}`, traffic);
  const bad = events(sumOf(failed), 3600) / events(sumOf(total), 3600);
  await expectClose(`slo:sli_error:ratio_rate1h${own}`, traffic * bad);
});

test('kubernetes-mixin: error ratios and availability by verb', async () => {
  const share = (verbs: readonly string[]) => {
    const own = apiserver.filter(({ verb }) => verbs.includes(verb));
    return own.reduce((sum, part) => sum + part.slow + part.failed, 0) / own.reduce((sum, part) => sum + part.total, 0);
  };
  const read = share(['GET', 'LIST']);
  const write = share(['POST']);
  await expectClose('apiserver_request:burnrate1h{verb="read"}', read);
  await expectClose('apiserver_request:burnrate3d{verb="write"}', write);
  await expectClose('1 - apiserver_request:availability30d{verb="read"}', read);
  await expectClose('1 - apiserver_request:availability30d{verb="write"}', write);
  await expectClose('1 - apiserver_request:availability30d{verb="all"}', share(['GET', 'LIST', 'POST']));
});

test('alerts are those of the pairs whose windows both burn fast enough', async () => {
  // 25 of about 300 requests fail, eight times what the budget allows: below 14 and 14.4, above 7 and 6.
  const count = (labels: string) => value(`count(ALERTS{${labels}}) or vector(0)`);
  const pyrra = 'alertname="ErrorBudgetBurn",slo="shop-errors"';
  expect(await count(`${pyrra},short="5m"`)).toBe(0);
  expect(await count(`${pyrra},short="30m",alertstate="pending"`)).toBe(1);
  expect(await count('alertname="SLO Burn Rate Very High",grafana_slo_uuid="k3v9",alertstate="firing"')).toBe(1);
  expect(await count('alertname="ShopErrors",sloth_id="shop-availability",sloth_severity="page"')).toBe(1);
  expect(await count('alertname="KubeAPIErrorBudgetBurn",short="5m"')).toBe(0);
  expect(await count('alertname="KubeAPIErrorBudgetBurn",short="2h",alertstate="pending"')).toBe(1);
});

describe('a rule that cannot be evaluated', () => {
  const small = gridOfDays(0.1);
  const broken = {
    grid: small,
    history: ['one', 'other'].map((instance) => counterSeries(small, { __name__: 'asked_total', instance }, () => 1)),
    files: {
      broken: [
        {
          name: 'broken',
          rules: [{ record: 'broken:twice', expr: 'label_replace(asked_total, "instance", "", "", "")', labels: {} }],
        },
      ],
    },
  };

  test('fails the start, and is named', async () => {
    await expect(startEvaluatedRules(broken)).rejects.toThrow(/^broken:twice: err .*same labelset/);
  }, 30_000);

  test('stays for who asks for it', async () => {
    const { url, stop } = await startEvaluatedRules({ ...broken, toleratesErrors: true });
    const { data } = await (await fetch(`${url}/api/v1/rules`)).json();
    await stop();
    expect(data.groups[0].rules[0]).toMatchObject({ name: 'broken:twice', health: 'err' });
  }, 30_000);
});
