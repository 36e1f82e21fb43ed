import { mergeDefinitions } from '../../slo/merge';
import { planSlos } from './plan';
import { definition, request, upstream } from './testing';

describe('the plan for counted events', () => {
  const many = (count: number) =>
    mergeDefinitions(
      upstream,
      [],
      Array.from({ length: count }, (_, index) => definition(`slo${index}`))
    );

  it('asks in queries of at most a hundred parts', () => {
    for (const query of planSlos(request, many(130))) {
      expect(query.union!.parts.length).toBeLessThanOrEqual(100);
    }
  });

  it('has one time and one range for any number of SLOs, which is one request each', () => {
    const times = (count: number) =>
      new Set(
        planSlos(request, many(count)).map((query) =>
          query.kind === 'instant'
            ? `${query.atSeconds}`
            : `${query.startSeconds}:${query.endSeconds}:${query.stepSeconds}`
        )
      ).size;
    expect(times(1)).toBe(2);
    expect(times(200)).toBe(2);
  });

  it('asks once for a counter that several SLOs share', () => {
    const twice = mergeDefinitions(upstream, [], [definition('a'), { ...definition('a'), name: 'b' }]);
    const parts = planSlos(request, twice).find(({ id }) => id.startsWith('increase:3600'))!.union!.parts;
    expect(parts.map(({ promql }) => promql)).toHaveLength(2);
  });
});
