import { LoadingState, type DataFrame, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { waitFor } from '@testing-library/react';
import { delay, of, Subject, throwError, type Observable } from 'rxjs';
import { ALERT_TABLE_FIELDS, ALERT_TABLE_SCHEMA } from '../core/frame/alertTable';
import { datasource, last, request, settled } from './testedDataSource';
import { held, mockFetch, mockSettings, prometheus } from './testedRuntime';
import { slothStore, TO, type Store } from './testing';
import type { SloDataSourceOptions, SloQuery } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

/** What Grafana answers, by the end of the address; what is not here is not permitted. */
function grafana(answers: Record<string, unknown>) {
  mockFetch.mockReset().mockImplementation(({ url }: { url: string }): Observable<unknown> => {
    const known = Object.entries(answers).find(([end]) => url.endsWith(end));
    return known ? of({ data: known[1] }) : throwError(() => ({ status: 403, data: { message: 'no' }, config: {} }));
  });
}

const NO_RULES = { status: 'success', data: { groups: [] } };

/** SLOs of Sloth of which all burn fast: a page over 5m and 1h. */
function burning(names: readonly string[]): Store {
  const store = slothStore(names);
  for (const window of ['5m', '1h']) {
    const metric = `slo:sli_error:ratio_rate${window}`;
    store[metric] = store[metric]!.map(({ labels }) => ({ labels, value: 0.02 }));
  }
  return store;
}

function alerting(store: Store, id: string, labels: Record<string, string> = {}): Store {
  const own = { alertname: 'HighErrors', sloth_id: id, sloth_severity: 'page', region: 'eu', ...labels };
  return {
    ...store,
    ALERTS: [...(store['ALERTS'] ?? []), { labels: { ...own, alertstate: 'firing' }, value: 1 }],
    ALERTS_FOR_STATE: [...(store['ALERTS_FOR_STATE'] ?? []), { labels: own, value: TO - 1200 }],
  };
}

async function ask(
  store: Store,
  {
    refuse,
    options = {},
    query = {},
    now = TO,
  }: {
    refuse?: (expr: string) => string | undefined;
    options?: SloDataSourceOptions;
    query?: Partial<SloQuery>;
    now?: number;
  } = {}
): Promise<{ response: DataQueryResponse; requests: DataQueryRequest[]; frame: DataFrame }> {
  const requests = prometheus(store, refuse);
  const ds = datasource({ upstreams: [{ uid: 'prom' }], ...options }, () => now * 1000);
  const response = await last(ds, { queryType: 'alerts', ...query });
  return { response, requests, frame: response.data[0] as DataFrame };
}

function values(frame: DataFrame, name: keyof typeof ALERT_TABLE_FIELDS): unknown[] {
  return frame.fields.find((field) => field.name === name)!.values;
}

const notices = ({ meta }: DataFrame) => (meta?.notices ?? []).map(({ text }) => text);

beforeEach(() => grafana({ '/rules': NO_RULES }));

describe('query alerts', () => {
  it('answers with the contract of core/frame/alertTable', async () => {
    const { frame, response } = await ask(alerting(burning(['api']), 'orders-api'));
    expect(response.state).toBe(LoadingState.Done);
    expect(frame.meta?.custom).toEqual({ schema: ALERT_TABLE_SCHEMA, version: 1 });
    expect(frame.fields.map(({ name, type }) => [name, type])).toEqual(
      Object.entries(ALERT_TABLE_FIELDS).map(([name, { type }]) => [name, type])
    );
    expect(frame.meta?.executedQueryString).toContain('ALERTS{sloth_id!=""}');
    expect(notices(frame)).toEqual([]);
  });

  it('tells an alert with its SLO, and which pair fires, which Sloth does not say', async () => {
    const { frame } = await ask(alerting(burning(['api']), 'orders-api'));
    expect(frame.length).toBe(1);
    expect(values(frame, 'state')).toEqual(['firing']);
    expect(values(frame, 'severity')).toEqual(['page']);
    expect(values(frame, 'slo')).toEqual(['api']);
    expect(values(frame, 'pair')).toEqual(['5m/1h']);
    expect(values(frame, 'since')).toEqual([(TO - 1200) * 1000]);
    expect(values(frame, 'budgetRemaining')).toEqual([0.5]);
    expect(values(frame, 'notified')).toEqual(['unknown']);
    expect(values(frame, 'source')).toEqual(['Prometheus']);
  });

  it('says of an SLO that burns without an alert that none is known, and of an alert of no SLO that it is of none', async () => {
    const { frame } = await ask(alerting(burning(['api']), 'orders-gone'));
    expect(values(frame, 'state')).toEqual(['firing', 'missing']);
    expect(values(frame, 'slo')).toEqual(['', 'api']);
    expect(values(frame, 'remark')).toEqual([
      expect.stringContaining('No SLO known here'),
      expect.stringContaining('no alert is known'),
    ]);
  });

  it('says where it could not look, and keeps its rows', async () => {
    grafana({});
    const { frame, response } = await ask(burning(['api']), {
      refuse: (expr) => (expr.includes('ALERTS') ? 'too many series' : undefined),
      options: { alertmanagerUid: 'am' },
    });
    expect(values(frame, 'state')).toEqual(['unknown']);
    expect(notices(frame)).toEqual([
      'Prometheus: which alerts are active is not known. The answer was: too many series',
      expect.stringMatching(/^Which alerts of Grafana’s own rules are active is not known\. You may not read it/),
      expect.stringMatching(/^Whether alerts are silenced or inhibited is not known\. You may not read it/),
    ]);
    expect(response.errors?.map(({ message }) => message)).toEqual(['Prometheus: too many series']);
  });

  it('tells who has silenced an alert, why and until when, and what inhibits another', async () => {
    const store = alerting(alerting(burning(['api', 'web']), 'orders-api'), 'orders-web');
    const held = (id: string, status: object, fingerprint: string) => ({
      fingerprint,
      labels: { alertname: 'HighErrors', sloth_id: id, sloth_severity: 'page', region: 'eu', cluster: 'a' },
      status,
    });
    grafana({
      '/rules': NO_RULES,
      '/am/api/v2/alerts': [
        held('orders-api', { silencedBy: ['s'], inhibitedBy: [] }, 'a'),
        held('orders-web', { silencedBy: [], inhibitedBy: ['a'] }, 'b'),
      ],
      // GNU date: date -u -d '2026-09-22 00:00' +%s gives 1790035200
      '/am/api/v2/silences': [
        { id: 's', createdBy: 'alice', comment: 'vendor is on it', endsAt: '2026-09-22T00:00:00Z' },
      ],
    });
    const { frame } = await ask(store, { options: { alertmanagerUid: 'am' } });
    expect(values(frame, 'slo')).toEqual(['api', 'web']);
    expect(values(frame, 'notified')).toEqual(['silenced', 'inhibited']);
    expect(values(frame, 'notifiedReason')).toEqual(['by alice: vendor is on it', 'by the alert HighErrors']);
    expect(values(frame, 'silencedUntil')).toEqual([1_790_035_200_000, null]);
    expect(notices(frame)).toEqual([]);
  });

  it('has the alerts of rules that Grafana evaluates', async () => {
    const alert = {
      labels: { alertname: 'Page me', sloth_id: 'orders-api', severity: 'critical' },
      annotations: { runbook_url: 'https://runbooks.example.com/api', dashboard: 'javascript:alert(1)' },
      state: 'Alerting',
      activeAt: '2026-09-21T00:00:00Z',
    };
    grafana({ '/rules': { status: 'success', data: { groups: [{ rules: [{ name: 'Page me', alerts: [alert] }] }] } } });
    const { frame } = await ask(burning(['api']));
    expect(values(frame, 'source')).toEqual(['Grafana']);
    expect(values(frame, 'slo')).toEqual(['api']);
    expect(values(frame, 'runbook')).toEqual(['https://runbooks.example.com/api']);
    expect(values(frame, 'links')).toEqual([[expect.objectContaining({ kind: 'runbook' })]]);
  });

  it('asks nobody what is now about a range that ends earlier', async () => {
    const { frame } = await ask(burning(['api']), { now: TO + 86_400, options: { alertmanagerUid: 'grafana' } });
    expect(mockFetch).not.toHaveBeenCalled();
    expect(notices(frame)).toEqual([
      expect.stringContaining('the time range ends earlier'),
      expect.stringContaining('the time range ends earlier'),
    ]);
    expect(values(frame, 'state')).toEqual(['unknown']);
  });

  it('leaves out what is of no known SLO where SLOs are chosen, and says how much that is', async () => {
    const store = alerting(alerting(burning(['api', 'web']), 'orders-web'), 'orders-gone');
    const { frame } = await ask(store, { query: { slos: ['api'] } });
    expect(values(frame, 'state')).toEqual(['missing']);
    expect(notices(frame)).toEqual([expect.stringContaining('1 alert is of no SLO known here')]);
  });

  it('costs the same requests for any number of SLOs, and asks Grafana once for all upstreams', async () => {
    const upstreams = [{ uid: 'prom' }, { uid: 'other' }];
    mockSettings.mockImplementation(({ uid }: { uid: string }) => ({ uid, name: uid, type: 'prometheus' }));
    const costs = new Set<number>();
    for (const count of [1, 200]) {
      mockFetch.mockClear();
      const names = Array.from({ length: count }, (_, index) => `slo-${index}`);
      const { requests } = await ask(alerting(burning(names), 'orders-slo-0'), { options: { upstreams } });
      costs.add(requests.length);
      expect(mockFetch).toHaveBeenCalledTimes(1);
    }
    expect(costs.size).toBe(1);
  });
});

describe('the column alert of query slos', () => {
  const slos = (store: Store, more: Parameters<typeof ask>[1] = {}) =>
    ask(store, { query: { queryType: 'slos' }, ...more });
  const column = (frame: DataFrame, name: 'alert' | 'alertReason') =>
    frame.fields.find((field) => field.name === name)!.values;

  it('tells one word of each SLO, and which alert it is of', async () => {
    const store = alerting(burning(['api', 'web']), 'orders-api');
    const { frame } = await slos(store);
    expect(column(frame, 'alert')).toEqual(['firing', 'missing']);
    expect(column(frame, 'alertReason')).toEqual(['HighErrors (page).', expect.stringMatching(/no alert is known/)]);
  });

  it('is none of what is well, and unknown where Grafana does not tell, with the reason', async () => {
    expect(column((await slos(slothStore(['api']))).frame, 'alert')).toEqual(['none']);
    grafana({});
    const { frame } = await slos(slothStore(['api']));
    expect(column(frame, 'alert')).toEqual(['unknown']);
    expect(column(frame, 'alertReason')).toEqual([
      expect.stringMatching(/^Which alerts of Grafana.* You may not read it/),
    ]);
  });

  it('is of the numbers of a table that nobody waits with for Grafana', async () => {
    prometheus(slothStore(['api']));
    const answer = new Subject<unknown>();
    mockFetch.mockReset().mockReturnValue(answer);
    const told: DataQueryResponse[] = [];
    datasource({ upstreams: [{ uid: 'prom' }] })
      .query(request({}))
      .subscribe((response) => told.push(response));
    await settled();
    await settled();
    const newest = () => told.at(-1)!;
    expect([newest().state, column(newest().data[0] as DataFrame, 'alert')]).toEqual([LoadingState.Loading, ['']]);
    answer.next({ data: NO_RULES });
    answer.complete();
    await settled();
    expect([newest().state, column(newest().data[0] as DataFrame, 'alert')]).toEqual([LoadingState.Done, ['none']]);
  });

  it('of one data source is not held up by another that is slow to tell its alerts', async () => {
    prometheus(slothStore(['api']));
    mockSettings.mockImplementation(({ uid }: { uid: string }) => ({ uid, name: uid, type: 'prometheus' }));
    grafana({ '/rules': NO_RULES });
    const asksAlerts = ({ targets }: DataQueryRequest) => targets.some(({ refId }) => refId.startsWith('alerts:'));
    const { release } = held('slow', asksAlerts);
    const told: DataQueryResponse[] = [];
    datasource({ upstreams: [{ uid: 'prom' }, { uid: 'slow' }] })
      .query(request({}))
      .subscribe((response) => told.push(response));
    const newest = () => told.at(-1)!;
    await waitFor(() =>
      expect([newest().state, column(newest().data[0] as DataFrame, 'alert')]).toEqual([
        LoadingState.Loading,
        ['none', ''],
      ])
    );
    release();
    await settled();
    await settled();
    expect([newest().state, column(newest().data[0] as DataFrame, 'alert')]).toEqual([
      LoadingState.Done,
      ['none', 'none'],
    ]);
  });

  it('costs one query more, and asks Grafana once for all panels that ask at a time', async () => {
    const requests = prometheus(slothStore(['api']));
    grafana({ '/rules': NO_RULES });
    const answers = mockFetch.getMockImplementation()!;
    mockFetch.mockReset().mockImplementation((asked) => (answers(asked) as Observable<unknown>).pipe(delay(0)));
    const ds = datasource({ upstreams: [{ uid: 'prom' }] });
    await Promise.all([last(ds, {}), last(ds, {}), last(ds, { queryType: 'statusCounts' })]);
    expect(mockFetch).toHaveBeenCalledTimes(1);
    const withAlerts = requests.filter(({ targets }) => targets.some(({ refId }) => refId.startsWith('alerts:')));
    expect(withAlerts).toHaveLength(1);
    expect(withAlerts[0]!.targets).toHaveLength(1);
  });
});
