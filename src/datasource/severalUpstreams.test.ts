import { LoadingState, type DataFrame, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { filter, firstValueFrom, Observable, throwError } from 'rxjs';
import { datasource, last, request, values } from './testedDataSource';
import { mockGet, mockSettings, prometheus } from './testedRuntime';
import { slothStore, TO } from './testing';
import type { SloQuery } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

describe('several upstreams', () => {
  const two = { upstreams: [{ uid: 'eu' }, { uid: 'us' }] };
  const never = new Observable<DataQueryResponse>(() => undefined);
  const denied = throwError(() => ({ status: 403, statusText: 'Forbidden', data: { message: 'Access denied' } }));

  /** One data source for each uid; what it answers is up to the test. */
  function upstreams(answers: Record<string, 'well' | 'down' | 'silent' | 'forbidden'>): void {
    mockSettings.mockImplementation(({ uid }: { uid: string }) => ({
      uid,
      name: `Prometheus ${uid}`,
      type: 'prometheus',
    }));
    const delegates = new Map(
      Object.entries(answers).map(([uid, how]) => {
        prometheus(slothStore([`availability-${uid}`]), () => (how === 'down' ? 'connection refused' : undefined));
        const delegate = mockGet() as Promise<{ query: (request: DataQueryRequest) => Observable<DataQueryResponse> }>;
        const query = { silent: () => never, forbidden: () => denied }[how as string];
        return [uid, query ? delegate.then((one) => ({ ...one, query })) : delegate];
      })
    );
    mockGet.mockImplementation(({ uid }: { uid: string }) => delegates.get(uid));
  }

  it('give their rows side by side, each with its name', async () => {
    upstreams({ eu: 'well', us: 'well' });
    const response = await last(datasource(two), {});
    expect(values(response, 'name')).toEqual(['availability-eu', 'availability-us']);
    expect(values(response, 'upstream')).toEqual(['Prometheus eu', 'Prometheus us']);
  });

  /** An SLO that `upstreams` has recorded in eu, as a document defines it. */
  const shared = (source = '') => `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability-eu }
spec:
  service: orders
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { ${source} spec: { query: 'orders_total{code=~"5.."}' } } }
        total: { metricSource: { ${source} spec: { query: orders_total } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;

  it('give one row for an SLO of a document that one of them has recorded and the others know nothing of', async () => {
    const documents = [shared()];
    upstreams({ eu: 'well', us: 'well' });
    const both = await last(datasource({ ...two, documents }), {});
    expect(values(both, 'upstream')).toEqual(['Prometheus eu', 'Prometheus us']);
    expect(values(both, 'name')).toEqual(['availability-eu', 'availability-us']);
    const counts = await last(datasource({ ...two, documents }), { queryType: 'statusCounts' });
    expect(values(counts, 'blind')).toEqual([0]);
    const groups = await last(datasource({ ...two, documents }), { groupBy: 'upstream' });
    expect(values(groups, 'group')).toEqual(['Prometheus eu', 'Prometheus us']);
    expect(values(groups, 'slos')).toEqual([1, 1]);
    // Nothing is lost where it is recorded nowhere, or nobody knows.
    upstreams({ eu: 'down', us: 'well' });
    const one = await last(datasource({ ...two, documents }), {});
    expect(values(one, 'name')).toEqual(['availability-eu', 'availability-us']);
    expect(values(one, 'status')).toEqual(['blind', 'healthy']);
  });

  it.each<Partial<SloQuery>>([
    { queryType: 'slos' },
    { queryType: 'statusCounts' },
    { queryType: 'budget' },
    { queryType: 'burnRate' },
    { queryType: 'episodes' },
    { queryType: 'sli' },
    { queryType: 'events' },
    { queryType: 'spent' },
    { queryType: 'spent', per: 'month' },
  ])('answer %j as if the document had named the one that has recorded its SLO', async (query) => {
    upstreams({ eu: 'well', us: 'well' });
    const told = async (source: string) => {
      const { data } = await last(datasource({ ...two, documents: [shared(source)] }), query);
      return (data as DataFrame[]).map(({ name, fields, meta }) => ({
        name,
        notices: meta?.notices,
        fields: fields.map((field) => [field.name, field.values.filter((value) => typeof value !== 'object')]),
      }));
    };
    const named = await told('metricSourceRef: eu,');
    expect(JSON.stringify(named)).toMatch(/availability-us|"healthy",\[2\]/);
    expect(await told('')).toEqual(named);
  });

  it('cost each other nothing when one is down', async () => {
    upstreams({ eu: 'down', us: 'well' });
    const response = await last(datasource(two), {});
    expect(values(response, 'status')).toEqual(['healthy']);
    expect(response).toMatchObject({
      state: LoadingState.Error,
      errors: [{ message: expect.stringMatching(/^Prometheus eu: .* connection refused$/), refId: 'A' }],
    });
  });

  const executed = ({ data }: DataQueryResponse) => (data as DataFrame[])[0]!.meta!.executedQueryString!.split('\n');

  it('are each named above what they were asked for, and for when', async () => {
    upstreams({ eu: 'well', us: 'well' });
    const lines = executed(await last(datasource(two), { queryType: 'budget' }));
    const at = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');
    const instant = `instant at ${at(TO)}`;
    expect(lines.filter((line) => line.startsWith('# ') && !line.includes('step'))).toEqual([
      `# Prometheus eu, ${instant}`,
      `# Prometheus us, ${instant}`,
    ]);
    const ofUs = lines.findIndex((line) => line.startsWith('# Prometheus us'));
    expect(lines.slice(0, ofUs).filter((line) => line.includes('orders-availability-us'))).toEqual([]);
    expect(lines.slice(ofUs).join()).toContain(
      'slo:period_error_budget_remaining:ratio{sloth_id="orders-availability-us"}'
    );
    expect(lines).toContainEqual(expect.stringMatching(/^# Prometheus us, range \S+Z to \S+Z, step \d+m$/));
  });

  it('are named where they were asked for nothing, with the reason', async () => {
    upstreams({ eu: 'down', us: 'well' });
    mockSettings.mockImplementation(({ uid }: { uid: string }) =>
      uid === 'gone' ? undefined : { uid, name: `Prometheus ${uid}`, type: 'prometheus' }
    );
    const three = { upstreams: [...two.upstreams, { uid: 'gone' }] };
    const lines = executed(await last(datasource(three), {}));
    expect(lines).toContainEqual(expect.stringMatching(/^# Prometheus eu, nothing sent: .* connection refused$/));
    expect(lines.find((line) => line.startsWith('# gone'))).toMatch(/^# gone, nothing sent: .*uid gone does not exist/);
    const none = executed(await last(datasource(three), { services: ['unheard-of'] }));
    expect(none).toContain('# Prometheus us, nothing sent');
  });

  it('list the SLOs of those that answer, and say what is wrong with the others', async () => {
    upstreams({ eu: 'down', us: 'well' });
    const { slos, problems, isUnanswered } = await datasource(two).readSlos(TO);
    expect(slos.map(({ name }) => name)).toEqual(['availability-us']);
    expect(problems).toEqual([expect.stringMatching(/^Prometheus eu: .* connection refused$/)]);
    expect(isUnanswered).toBe(false);
    upstreams({ eu: 'down', us: 'down' });
    expect(await datasource(two).readSlos(TO)).toMatchObject({ slos: [], isUnanswered: true });
    expect((await datasource({}).readSlos(TO)).problems).toEqual([
      expect.stringMatching(/^No Prometheus data source is chosen/),
    ]);
  });

  it.each(['sli', 'events'] as const)(
    'answer %s alike whatever the window, which no editor asks for',
    async (queryType) => {
      upstreams({ eu: 'well', us: 'well' });
      const told = async (window: string) => {
        const { data } = await last(datasource({ ...two, documents: [shared()] }), { queryType, window });
        return (data as DataFrame[]).map(({ name, fields, meta }) => [
          name,
          meta?.executedQueryString,
          fields.map((field) => [field.name, field.values]),
        ]);
      };
      const own = await told('');
      expect(JSON.stringify(own)).toContain('availability-us');
      expect(await told('7d')).toEqual(own);
    }
  );

  it('cost each other nothing when one may not be queried', async () => {
    upstreams({ eu: 'forbidden', us: 'well' });
    const response = await last(datasource(two), {});
    expect(values(response, 'status')).toEqual(['healthy']);
    expect(response.errors).toEqual([
      { message: expect.stringMatching(/^Prometheus eu: .* Access denied$/), refId: 'A' },
    ]);
  });

  it('name the one that does not exist for this user, and show the rows of the others', async () => {
    upstreams({ us: 'well' });
    mockSettings.mockImplementation(({ uid }: { uid: string }) =>
      uid === 'us' ? { uid, name: 'Prometheus us', type: 'prometheus' } : undefined
    );
    const response = await last(datasource(two), {});
    expect(values(response, 'name')).toEqual(['availability-us']);
    expect(response.errors![0]!.message).toMatch(/uid eu does not exist, or you may not query it/);
  });

  it('are asked once each, however often they are listed', async () => {
    const requests = prometheus(slothStore(['availability']));
    const twice = { upstreams: [{ uid: 'prom' }, { uid: 'prom' }] };
    expect(values(await last(datasource(twice), {}), 'name')).toEqual(['availability']);
    expect(requests).toHaveLength(5);
  });

  it('do not wait for one that never answers', async () => {
    upstreams({ eu: 'silent', us: 'well' });
    const withTrend = (packet: DataQueryResponse) => (values(packet, 'trend')[0] as DataFrame | null) !== null;
    const response = await firstValueFrom(datasource(two).query(request({})).pipe(filter(withTrend)));
    expect(values(response, 'status')).toEqual(['healthy']);
    expect(response.state).toBe(LoadingState.Loading);
  });
});
