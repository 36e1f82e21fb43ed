import { lastValueFrom } from 'rxjs';
import { askRules } from './askRules';

const mockGet = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => ({ get: mockGet }),
}));

const upstream = { uid: 'prom' };

function upstreamThat(getResource: (...args: unknown[]) => Promise<unknown>) {
  mockGet.mockResolvedValue({ getResource });
}

function fetchError(status: number) {
  return { status, statusText: '', data: { message: 'no' }, config: { url: '' } };
}

describe('the rules of an upstream', () => {
  it('are asked for as a resource, without a toast where that fails', async () => {
    const getResource = jest.fn().mockResolvedValue({ data: { groups: [] } });
    upstreamThat(getResource);
    expect(await lastValueFrom(askRules(upstream))).toEqual({ state: 'ok', groups: [] });
    expect(getResource).toHaveBeenCalledWith('api/v1/rules', { exclude_alerts: true }, { showErrorAlert: false });
  });

  it.each([
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'missing'],
    [405, 'missing'],
    [501, 'missing'],
    [500, 'unavailable'],
    [502, 'unavailable'],
  ])('may not be had: %s is %s', async (status, cause) => {
    upstreamThat(() => Promise.reject(fetchError(status)));
    expect(await lastValueFrom(askRules(upstream))).toEqual({
      state: 'unreadable',
      cause,
      message: expect.stringContaining('no'),
    });
  });

  it('are missing where a data source has no resources', async () => {
    mockGet.mockResolvedValue({});
    expect(await lastValueFrom(askRules(upstream))).toMatchObject({ state: 'unreadable', cause: 'missing' });
  });

  it('are unavailable where the data source itself is', async () => {
    mockGet.mockRejectedValue(new Error('not found'));
    expect(await lastValueFrom(askRules(upstream))).toMatchObject({ state: 'unreadable', message: 'not found' });
  });

  it('are not waited for without end', async () => {
    jest.useFakeTimers();
    upstreamThat(() => new Promise(() => undefined));
    const answer = lastValueFrom(askRules(upstream));
    await jest.advanceTimersByTimeAsync(30_000);
    expect(await answer).toEqual({ state: 'unreadable', cause: 'unavailable', message: '' });
    jest.useRealTimers();
  });
});
