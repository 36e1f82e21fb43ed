import { throwError } from 'rxjs';
import { datasource } from './testedDataSource';
import { mockFetch, prometheus } from './testedRuntime';
import { slothStore } from './testing';
import type { SloDataSourceOptions } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

beforeEach(() => {
  prometheus(slothStore(['answered']));
});

const health = (options: SloDataSourceOptions) =>
  datasource({ upstreams: [{ uid: 'prom' }], ...options }).testDatasource();

const move = { reason: 'Move', from: '2026-11-20T22:00:00Z', to: '2026-11-21T02:00:00Z' };

describe('a test of the settings', () => {
  it('is well with exclusions that are right', async () => {
    expect(await health({ exclusions: [move] })).toMatchObject({ status: 'success' });
  });

  it('tells of exclusions that exclude nothing', async () => {
    expect(await health({ exclusions: [move, { ...move, reason: '' }] })).toEqual({
      status: 'error',
      message: '1 SLO found in Prometheus, by Sloth. Exclusion 2 has no reason, and excludes nothing without one.',
    });
  });

  it('tells how many errors it does not name', async () => {
    const { message } = await health({ exclusions: Array.from({ length: 5 }, () => ({ ...move, reason: '' })) });
    expect(message).toMatch(/Exclusion 3 has no reason.*\. And 2 more errors\.$/);
    expect(message).not.toContain('Exclusion 4');
  });

  it('tells of annotations that cannot be read', async () => {
    mockFetch.mockReturnValue(throwError(() => ({ status: 403, data: { message: 'Access denied' } })));
    expect(await health({ exclusionTag: 'slo-exclusion' })).toMatchObject({
      status: 'error',
      message: expect.stringMatching(/Annotations that exclude times could not be read: .*Access denied/),
    });
  });
});
