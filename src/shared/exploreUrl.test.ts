import { exploreUrl } from './exploreUrl';

function pane(url: string): unknown {
  const [path, parameters] = url.split('?');
  expect(path).toBe('/explore');
  const read = new URLSearchParams(parameters);
  expect(read.get('schemaVersion')).toBe('1');
  return (JSON.parse(read.get('panes')!) as { slo: unknown }).slo;
}

const query = { upstreamUid: 'eu', promql: 'a{x="& #"}', fromMilliseconds: 1000, toMilliseconds: 2000 };

describe('Explore', () => {
  it('is opened on a range, at a step of its own choice', () => {
    expect(pane(exploreUrl(query))).toEqual({
      datasource: 'eu',
      queries: [{ refId: 'A', datasource: { uid: 'eu' }, expr: 'a{x="& #"}', range: true }],
      range: { from: '1000', to: '2000' },
    });
  });

  it('is opened on the end of a range, or at a step', () => {
    expect(pane(exploreUrl({ ...query, isInstant: true }))).toMatchObject({
      queries: [{ instant: true, range: false }],
    });
    expect(pane(exploreUrl({ ...query, step: '5m' }))).toMatchObject({ queries: [{ range: true, interval: '5m' }] });
  });
});
