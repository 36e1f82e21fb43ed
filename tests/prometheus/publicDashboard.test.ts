import { readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { repoRoot } from '../repoRoot';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

interface Dashboard {
  panels: Array<{ title: string; targets: Array<{ refId: string; expr: string }> }>;
}

const dashboard = JSON.parse(
  readFileSync(path.join(repoRoot, 'dashboards', 'reliability-public.json'), 'utf8')
) as Dashboard;

const exprOf = (title: string, refId: string) =>
  dashboard.panels.find((panel) => panel.title === title)!.targets.find((target) => target.refId === refId)!.expr;

const history = demoHistory();
let at: number;

beforeAll(async () => {
  at = history.anchorSeconds;
}, 120_000);

async function ask(promql: string) {
  const answers = await askHttp(history.url, [{ kind: 'instant', id: 'a', promql, atSeconds: at }]);
  const answer = answers.get('a')!;
  if (answer.state === 'failed') {
    throw new Error(answer.message);
  }
  return answer.series;
}

test('the budgets that are shared are those of the rows', async () => {
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const catalogue = readCatalogue(upstream, at, await askHttp(history.url, planCatalogue(at)));
  const slos = catalogue.state === 'ok' ? catalogue.slos : [];
  const request = { fromSeconds: at - 86_400, toSeconds: at, trend: false };
  const rows = judgeSlos(request, slos, await askHttp(history.url, planSlos(request, slos)));
  const budgetOf = (service: string, name: string) =>
    rows.find(({ slo }) => slo.service === service && slo.name === name)!.budgetRemaining.value!;

  const sloth = await ask(exprOf('Error budget remaining', 'A'));
  const shared = sloth.find(({ labels }) => labels['service'] === 'delivery' && labels['slo'] === 'availability-us');
  expect(shared!.values[0]).toBeCloseTo(budgetOf('delivery', 'availability-us'), 9);
  const grafana = await ask(exprOf('Error budget remaining', 'C'));
  expect(grafana.map(({ labels }) => [labels['service'], labels['slo']])).toEqual([['orders', 'Orders in America']]);
  expect(grafana[0]!.values[0]).toBeCloseTo(budgetOf('orders', 'Orders in America'), 6);
});

test('counts those that are spent, and nothing where nothing is recorded', async () => {
  const recorded = await ask('slo:period_error_budget_remaining:ratio');
  const spent = await ask(exprOf('Error budgets recorded by Sloth', 'A'));
  expect(spent[0]!.values[0]).toBe(recorded.filter(({ values }) => values[0]! <= 0).length);
  const none = exprOf('Error budgets recorded by Sloth', 'A').replaceAll('slo:period', 'slo:nothing');
  expect(await ask(none)).toEqual([]);
});

test('shows no budget of an SLI that has stopped, and counts it', async () => {
  const idsOf = async (promql: string) => (await ask(promql)).map(({ labels }) => labels['sloth_id'] ?? '');
  const recorded = await idsOf('slo:period_error_budget_remaining:ratio');
  const current = new Set(await idsOf('slo:sli_error:ratio_rate5m'));
  const stopped = recorded.filter((id) => !current.has(id));
  // Its metric was renamed nine days ago, and the recorded budget goes on as if nothing had happened.
  expect(stopped).toEqual(['kitchen-ticket-printing']);
  for (const title of ['Error budget remaining', 'Over time']) {
    expect((await idsOf(exprOf(title, 'A'))).sort()).toEqual(recorded.filter((id) => current.has(id)).sort());
  }
  const [count] = await ask(exprOf('Error budgets recorded by Sloth', 'E'));
  expect(count!.values[0]).toBe(1);
});
