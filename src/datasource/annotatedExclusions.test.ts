import { NEVER, of, throwError } from 'rxjs';
import { AnnotatedExclusions } from './annotatedExclusions';
import { annotationProblemWords } from './exclusionWords';

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
  tags: ['slo-exclusion', 'service:orders', 'region:eu', 'urgent', 'region: us'],
};

beforeEach(() => mockFetch.mockReset());

describe('exclusions from annotations', () => {
  it('are not asked for without a tag', async () => {
    expect(await new AnnotatedExclusions(undefined, () => NOW).read()).toEqual({ exclusions: [], problems: [] });
    expect(await new AnnotatedExclusions('', () => NOW).read()).toEqual({ exclusions: [], problems: [] });
    expect(mockFetch).not.toHaveBeenCalled();
  });

  it('say who marked them, why, and for which SLOs', async () => {
    mockFetch.mockReturnValue(of({ data: [annotation] }));
    expect(await new AnnotatedExclusions('slo-exclusion', () => NOW).read()).toEqual({
      problems: [],
      exclusions: [
        {
          reason: 'Database moved',
          author: 'anna',
          source: 'annotation',
          match: { service: ['orders'], region: ['eu', 'us'] },
          when: { kind: 'oneOff', startSeconds: 1_789_992_800, endSeconds: 1_789_996_400 },
        },
      ],
    });
    expect(mockFetch.mock.calls[0]![0]).toMatchObject({
      url: '/api/annotations',
      params: { tags: 'slo-exclusion', type: 'annotation', to: NOW },
    });
  });

  it('that are no ranges exclude nothing, and that is said', async () => {
    const point = { ...annotation, timeEnd: annotation.time };
    const { timeEnd: _, ...endless } = annotation;
    const short = { ...annotation, timeEnd: annotation.time + 299_000 };
    mockFetch.mockReturnValue(of({ data: [point, annotation, endless, short] }));
    const { exclusions, problems } = await new AnnotatedExclusions('slo-exclusion', () => NOW).read();
    expect(exclusions).toHaveLength(1);
    expect(problems).toEqual([{ kind: 'tooShort', count: 3 }]);
    expect(problems.map(annotationProblemWords)).toEqual([
      '3 annotations exclude nothing: they are points in time, or shorter than five minutes. Mark ranges.',
    ]);
  });

  it('are the hundred newest, and that there are more is said', async () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ ...annotation, text: `number ${index}` }));
    // As Grafana answers: no more than are asked for.
    mockFetch.mockImplementation(({ params }) => of({ data: many.slice(0, params.limit) }));
    const read = () => new AnnotatedExclusions('slo-exclusion', () => NOW).read();
    const { exclusions, problems } = await read();
    expect(exclusions.map(({ reason }) => reason)).toEqual(many.slice(0, 100).map(({ text }) => text));
    expect(problems.map(annotationProblemWords)).toEqual([
      'More than 100 annotations of the last year exclude times; the 100 newest count.',
    ]);
    many.length = 100;
    expect((await read()).problems).toEqual([]);
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
    const { exclusions, problems } = await new AnnotatedExclusions('slo-exclusion', () => NOW).read();
    expect(exclusions).toEqual([]);
    expect(problems).toEqual([{ kind: 'unreadable', message: expect.stringContaining('Access denied') }]);
    expect(problems.map(annotationProblemWords)[0]).toMatch(/could not be read: .*Access denied/);
  });

  it('that do not come within five seconds hold nothing up', async () => {
    jest.useFakeTimers();
    try {
      mockFetch.mockReturnValue(NEVER);
      const reading = new AnnotatedExclusions('slo-exclusion', () => NOW).read();
      await jest.advanceTimersByTimeAsync(5000);
      expect(await reading).toMatchObject({ exclusions: [], problems: [{ kind: 'unreadable' }] });
    } finally {
      jest.useRealTimers();
    }
  });
});
