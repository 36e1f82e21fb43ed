import { datasource } from './testedDataSource';
import { prometheus } from './testedRuntime';
import { slothStore } from './testing';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

describe('health', () => {
  it('counts SLOs and names the one with a problem', async () => {
    const store = slothStore(['availability']);
    store.sloth_slo_info!.push({
      labels: { sloth_id: 'kitchen-x', sloth_service: 'kitchen', sloth_slo: 'x', sloth_objective: '99' },
      value: 1,
    });
    store['slo:time_period:days']!.push({
      labels: { sloth_id: 'kitchen-x', sloth_service: 'kitchen', sloth_slo: 'x' },
      value: 30,
    });
    prometheus(store);
    expect(await datasource().testDatasource()).toEqual({
      status: 'success',
      // The data source of the test serves no rules.
      message: expect.stringMatching(
        /^2 SLOs found in Prometheus, by Sloth; 1 has a problem: kitchen \/ x: no SLI series is recorded, its rules, .*cannot be read here/
      ),
    });
  });

  it.each<[string, string[]]>([
    ['among others', ['availability']],
    ['and no other has any', []],
  ])('is not well where a tool could not be looked for, %s', async (_, names) => {
    prometheus(slothStore(names), (expr) => (/pyrra_/.test(expr) ? 'query timed out' : undefined));
    const { status, message } = await datasource().testDatasource();
    expect(status).toBe('error');
    expect(message).toMatch(/Prometheus: SLOs of Pyrra could not be looked for\. .*query timed out/);
    expect(message).not.toMatch(/holds no SLOs/);
  });

  it('names three SLOs with problems and counts the others', async () => {
    const store = slothStore([]);
    for (const name of ['v', 'w', 'x', 'y', 'z']) {
      const labels = { sloth_id: `kitchen-${name}`, sloth_service: 'kitchen', sloth_slo: name };
      store.sloth_slo_info!.push({ labels: { ...labels, sloth_objective: '99' }, value: 1 });
      store['slo:time_period:days']!.push({ labels, value: 30 });
    }
    prometheus(store);
    const { message } = await datasource().testDatasource();
    expect(message).toMatch(/; 5 have problems: kitchen \/ v: .*; kitchen \/ w: .*; kitchen \/ x: .*; and 2 more\.$/);
    expect(message).not.toContain('…');
  });

  it('is not well without SLOs, without an answer and without an upstream', async () => {
    prometheus({});
    expect(await datasource().testDatasource()).toMatchObject({
      status: 'error',
      message: expect.stringContaining('holds no SLOs'),
    });
    prometheus({}, () => 'connection refused');
    expect(await datasource().testDatasource()).toMatchObject({
      status: 'error',
      message: expect.stringMatching(/^Prometheus: It cannot be reached\. .* connection refused$/),
    });
    expect(await datasource({}).testDatasource()).toMatchObject({ status: 'error' });
  });
});
