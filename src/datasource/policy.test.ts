import type { DataFrame } from '@grafana/data';
import type { SloDataSource } from './datasource';
import { datasource, last } from './testedDataSource';
import { prometheus } from './testedRuntime';
import { slothStore, type Store } from './testing';
import type { SloDataSourceOptions } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

/** SLOs with these budgets left over 30 days; those whose names begin with core are of tier 1. */
function store(budgets: Record<string, number>): Store {
  const tier = (name: string) => (name.startsWith('core') ? '1' : '2');
  const values: Record<string, (budget: number) => number> = {
    'slo:period_error_budget_remaining:ratio': (budget) => budget,
    'slo:sli_error:ratio_rate30d': (budget) => 0.001 * (1 - budget),
  };
  const held = Object.entries(slothStore(Object.keys(budgets))).map(([metric, samples]) => [
    metric,
    samples.map(({ labels, value }) => {
      const name = labels.sloth_slo!;
      return { labels: { ...labels, tier: tier(name) }, value: values[metric]?.(budgets[name]!) ?? value };
    }),
  ]);
  return Object.fromEntries(held);
}

function policed(held: Store, errorBudgetPolicy?: SloDataSourceOptions['errorBudgetPolicy']): SloDataSource {
  prometheus(held);
  return datasource({ upstreams: [{ uid: 'prom' }], errorBudgetPolicy });
}

async function table(...given: Parameters<typeof policed>): Promise<DataFrame> {
  return (await last(policed(...given), {})).data[0] as DataFrame;
}

function column(frame: DataFrame, name: string): Record<string, unknown> {
  const values = (of: string) => frame.fields.find((field) => field.name === of)!.values;
  return Object.fromEntries(values('name').map((slo, index) => [slo, values(name)[index]]));
}

it('is the Workbook’s where none is configured', async () => {
  const frame = await table(store({ spent: -0.2, little: 0.2, much: 0.8 }));
  expect(column(frame, 'policy')).toEqual({ spent: 'freeze', little: 'signOff', much: 'normal' });
  expect(column(frame, 'policyReason')).toEqual({
    spent: 'The error budget of the window is spent: no releases. Exempt: P0 fixes, security fixes.',
    little: 'Less than 25% of the error budget is left: a release needs a sign-off. Exempt: P0 fixes, security fixes.',
    much: 'At least 25% of the error budget is left and no page fires.',
  });
});

it('has words and colours of its own in Grafana’s table', async () => {
  const frame = await table(store({ spent: -0.2 }));
  const mappings = frame.fields.find(({ name }) => name === 'policy')!.config.mappings![0]!;
  expect(mappings.options).toMatchObject({
    freeze: { text: 'Freeze', color: 'semi-dark-red' },
    unknown: { text: 'Cannot tell' },
    signOff: { text: 'Sign-off' },
    normal: { text: 'Normal', color: 'green' },
  });
});

it('is that of the first rule whose labels match', async () => {
  const frame = await table(store({ 'core-pay': 0.4, 'core-cart': 0.05, hints: 0.05 }), {
    defaults: { signOffBelowPercent: 0, exemptions: [] },
    rules: [
      { match: { tier: '1' }, freezeAtOrBelowPercent: 10, signOffBelowPercent: 50, exemptions: ['rollbacks'] },
      { match: { region: 'eu', tier: ['1', '3'] }, freezeAtOrBelowPercent: 90, signOffBelowPercent: 90 },
    ],
  });
  expect(column(frame, 'policy')).toEqual({ 'core-pay': 'signOff', 'core-cart': 'freeze', hints: 'normal' });
  expect(column(frame, 'policyReason')).toEqual({
    'core-pay': 'Less than 50% of the error budget is left: a release needs a sign-off. Exempt: rollbacks.',
    'core-cart': 'No more than 10% of the error budget is left: no releases. Exempt: rollbacks.',
    hints: 'More than 0% of the error budget is left and no page fires.',
  });
});

it('can exempt nothing', async () => {
  const frame = await table(store({ spent: -0.2 }), { defaults: { exemptions: [] } });
  expect(column(frame, 'policyReason').spent).toBe(
    'The error budget of the window is spent: no releases. Nothing is exempt.'
  );
});

it('asks for a sign-off while a page fires, whatever is left', async () => {
  const held = store({ much: 0.8 });
  for (const window of ['5m', '1h']) {
    const metric = `slo:sli_error:ratio_rate${window}`;
    held[metric] = held[metric]!.map(({ labels }) => ({ labels, value: 0.02 }));
  }
  const frame = await table(held);
  expect(column(frame, 'status')).toEqual({ much: 'burning' });
  expect(column(frame, 'policy')).toEqual({ much: 'signOff' });
  expect(column(frame, 'policyReason').much).toMatch(/^It burns fast enough for a page: a release needs a sign-off\./);
});

it('cannot tell without data, and says why', async () => {
  const frame = await table({ ...store({ much: 0.8 }), 'slo:sli_error:ratio_rate30d': [] });
  expect(column(frame, 'policy')).toEqual({ much: 'unknown' });
  expect(column(frame, 'policyReason').much).toBe('The series slo:sli_error:ratio_rate30d has no sample at this time.');
});

it('cannot tell by a policy that cannot be read', async () => {
  const frame = await table(store({ spent: -0.2, much: 0.8 }), { defaults: { signOffBelowPercent: 250 } });
  expect(column(frame, 'policy')).toEqual({ spent: 'unknown', much: 'unknown' });
  expect(column(frame, 'policyReason').much).toMatch(/policy for this SLO has an error; see the settings/);
});

it('with an error is told when the settings are tested', async () => {
  const held = store({ much: 0.8 });
  expect(await policed(held, { defaults: { signOffBelowPercent: 250 } }).testDatasource()).toEqual({
    status: 'error',
    message: '1 SLO found in Prometheus, by Sloth. defaults.signOffBelowPercent is 250; it must be between 0 and 100.',
  });
  expect(await policed(held, { defaults: { signOffBelowPercent: 25 } }).testDatasource()).toMatchObject({
    status: 'success',
  });
});
