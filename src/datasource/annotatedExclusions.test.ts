import { of, throwError } from 'rxjs';
import { AnnotatedExclusions } from './annotatedExclusions';

const mockFetch = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: mockFetch }),
}));

const NOW = 1_790_000_000_000;
const annotation = {
  time: NOW - 7_200_000,
  timeEnd: NOW - 3_600_000,
  text: 'Database moved',
  login: 'anna',
  tags: ['slo-exclusion', 'service:orders', 'urgent'],
};

beforeEach(() => mockFetch.mockReset());

describe('exclusions from annotations', () => {
  it('are not asked for without a tag', async () => {
    expect(await new AnnotatedExclusions(undefined, () => NOW).read()).toEqual({ exclusions: [], failure: null });
    expect(await new AnnotatedExclusions('', () => NOW).read()).toEqual({ exclusions: [], failure: null });
    expect(mockFetch).not.toHaveBeenCalled();
  });

  it('say who marked them, why, and for which SLOs', async () => {
    mockFetch.mockReturnValue(of({ data: [annotation, { ...annotation, timeEnd: annotation.time, text: 'a point' }] }));
    expect(await new AnnotatedExclusions('slo-exclusion', () => NOW).read()).toEqual({
      failure: null,
      exclusions: [
        {
          reason: 'Database moved',
          author: 'anna',
          source: 'annotation',
          match: { service: 'orders' },
          when: { kind: 'oneOff', startSeconds: 1_789_992_800, endSeconds: 1_789_996_400 },
        },
      ],
    });
    expect(mockFetch.mock.calls[0]![0]).toMatchObject({
      url: '/api/annotations',
      params: { tags: 'slo-exclusion', type: 'annotation', to: NOW },
    });
  });

  it('are read once a minute for all panels', async () => {
    mockFetch.mockReturnValue(of({ data: [] }));
    let now = NOW;
    const annotated = new AnnotatedExclusions('slo-exclusion', () => now);
    await Promise.all([annotated.read(), annotated.read()]);
    now += 59_000;
    await annotated.read();
    expect(mockFetch).toHaveBeenCalledTimes(1);
    now += 1000;
    await annotated.read();
    expect(mockFetch).toHaveBeenCalledTimes(2);
  });

  it('that cannot be read say so and exclude nothing', async () => {
    mockFetch.mockReturnValue(throwError(() => ({ status: 403, data: { message: 'Access denied' } })));
    const { exclusions, failure } = await new AnnotatedExclusions('slo-exclusion', () => NOW).read();
    expect(exclusions).toEqual([]);
    expect(failure).toContain('Access denied');
  });
});
