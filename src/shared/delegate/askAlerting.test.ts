import { lastValueFrom, NEVER, Observable, of, throwError } from 'rxjs';
import { askAlertmanager, askGrafanaAlerts } from './askAlerting';

const mockFetch = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: mockFetch }),
}));

beforeEach(() => mockFetch.mockReset());

function fetchError(status: number) {
  return { status, statusText: '', data: { message: 'no' }, config: { url: '' } };
}

const urls = () => mockFetch.mock.calls.map(([{ url }]) => url as string);

it('asks Grafana for the rules that are active, without a toast where that fails', async () => {
  mockFetch.mockReturnValue(of({ data: { data: { groups: [] } } }));
  expect(await lastValueFrom(askGrafanaAlerts())).toEqual({ state: 'ok', value: [] });
  expect(mockFetch).toHaveBeenCalledTimes(1);
  expect(mockFetch).toHaveBeenCalledWith(
    expect.objectContaining({
      url: '/api/prometheus/grafana/api/v1/rules',
      params: { state: ['firing', 'pending'] },
      showErrorAlert: false,
    })
  );
});

it('asks an Alertmanager for its alerts and its silences', async () => {
  mockFetch.mockImplementation(({ url }: { url: string }) =>
    of({
      data: url.endsWith('/silences')
        ? [{ id: 's', createdBy: 'alice', comment: '', endsAt: '2026-11-20T10:00:00Z' }]
        : [{ labels: { alertname: 'A' }, fingerprint: 'f', status: { silencedBy: ['s'], inhibitedBy: [] } }],
    })
  );
  expect(await lastValueFrom(askAlertmanager('am/eu'))).toMatchObject({
    state: 'ok',
    value: [{ labels: { alertname: 'A' }, notified: { state: 'silenced', silences: [{ createdBy: 'alice' }] } }],
  });
  expect(urls()).toEqual(['/api/alertmanager/am%2Feu/api/v2/alerts', '/api/alertmanager/am%2Feu/api/v2/silences']);
  expect(mockFetch.mock.calls.every(([{ showErrorAlert }]) => showErrorAlert === false)).toBe(true);
});

it.each([
  [401, 'forbidden'],
  [403, 'forbidden'],
  [404, 'missing'],
  [501, 'missing'],
  [500, 'unavailable'],
])('tells why it could not read: %s is %s', async (status, cause) => {
  mockFetch.mockReturnValue(throwError(() => fetchError(status)));
  expect(await lastValueFrom(askGrafanaAlerts())).toEqual({ state: 'unreadable', cause, message: 'no' });
  expect(await lastValueFrom(askAlertmanager('am'))).toEqual({ state: 'unreadable', cause, message: 'no' });
});

it('waits no longer than somebody who is woken would, and lets go of what nobody waits for', async () => {
  jest.useFakeTimers();
  try {
    let released = 0;
    mockFetch.mockReturnValue(
      new Observable((subscriber) => {
        NEVER.subscribe(subscriber);
        return () => (released += 1);
      })
    );
    const late = lastValueFrom(askGrafanaAlerts());
    jest.advanceTimersByTime(5000);
    expect(await late).toEqual({ state: 'unreadable', cause: 'unavailable', message: '' });
    askAlertmanager('am').subscribe().unsubscribe();
    expect(released).toBe(3);
  } finally {
    jest.useRealTimers();
  }
});
