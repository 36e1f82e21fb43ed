import { selector } from '../promql/ast';
import { print } from '../promql/print';
import type { Series } from '../query/port';
import { remembered, sightings, type Memories } from './remembered';

function series(labels: Record<string, string>, value = 1): Series {
  return { labels: { __name__: 'info', ...labels }, timesSeconds: [0], values: [value] };
}

/** Looks at which series of these labels were seen, counted from 0. */
function seen(labels: Record<string, string>, ...looks: number[]): Series {
  return { labels, timesSeconds: [0], values: [looks.reduce((sum, look) => sum + 2 ** look, 0)] };
}

function remember(given: Pick<Memories, 'current' | 'past'> & Partial<Memories>) {
  return remembered({ sightings: [], place: ['id'], remarks: new Set(['version']), ...given });
}

const ids = (found: ReturnType<typeof remembered>) =>
  found.map(({ labels, current }) => [labels['id'], labels['team'] ?? '', current]);
const regions = (found: ReturnType<typeof remembered>) =>
  found.map(({ labels, current }) => `${labels['region']}${current ? '' : ' ended'}`);

describe('remembered series', () => {
  it('are the current ones, and the ended ones that nothing has replaced', () => {
    const current = [series({ id: 'a', team: 'new' })];
    const past = [series({ id: 'a', team: 'old' }), series({ id: 'a', team: 'new' }), series({ id: 'b' })];
    expect(ids(remember({ current, past }))).toEqual([
      ['a', 'new', true],
      ['b', '', false],
    ]);
  });

  it('are told apart by metric and by cluster', () => {
    const current = [series({ id: 'a', cluster: 'one' })];
    const past = [series({ id: 'a', cluster: 'two' }), series({ id: 'a', __name__: 'objective' })];
    expect(remember({ current, past }).map((one) => one.current)).toEqual([true, false, false]);
  });

  it('are merged where replicas of one Prometheus write them', () => {
    const copies = ['0', '1'].map((prometheus_replica) => series({ id: 'a', prometheus_replica }));
    expect(remember({ current: copies, past: copies })).toHaveLength(1);
  });
});

describe('an ended series beside a current one of the same SLO', () => {
  const eu = { id: 'a', region: 'eu' };
  const us = { id: 'a', region: 'us' };
  const [current, past] = [[series(us)], [series(eu), series(us)]];

  it('has not been replaced by one that it lived together with', () => {
    const together = [seen(eu, 3, 4), seen(us, 0, 1, 2, 3, 4)];
    expect(regions(remember({ current, past, sightings: together }))).toEqual(['us', 'eu ended']);
  });

  it('has been replaced by one that was not there when it was', () => {
    const afterwards = [seen(eu, 3, 4), seen(us, 0, 1, 2)];
    expect(regions(remember({ current, past, sightings: afterwards }))).toEqual(['us']);
  });

  it('has been replaced where one of several is new: a change of labels reaches one Prometheus alone', () => {
    const asia = { id: 'a', region: 'asia' };
    const given = { current: [series(us), series(asia)], past: [...past, series(asia)] };
    const looks = [seen(eu, 3, 4), seen(us, 0, 1, 2, 3, 4), seen(asia, 0, 1, 2)];
    expect(regions(remember({ ...given, sightings: looks }))).toEqual(['us', 'asia']);
  });

  it('is none of its own where a replica or a remark tells them apart', () => {
    const old = { ...us, version: '1' };
    const copy = { ...us, replica: '1' };
    const given = { current, past: [series(old), series(copy), series(us)] };
    expect(remember({ ...given, sightings: [old, copy, us].map((labels) => seen(labels, 1)) })).toHaveLength(1);
  });

  it('says when it was there by any of its copies', () => {
    const looks = [seen({ ...eu, replica: '0' }, 5), seen({ ...eu, replica: '1' }, 3), seen(us, 3)];
    expect(regions(remember({ current, past, sightings: looks }))).toEqual(['us', 'eu ended']);
  });
});

test('sightings add up a power of two for each look', () => {
  expect(print(sightings(selector('a'), [900, 3600]))).toBe(
    'sum without (slo_look) (label_replace(group without () (a offset 15m) * 1, "slo_look", "0", "", "") or ' +
      'label_replace(group without () (a offset 1h) * 2, "slo_look", "1", "", ""))'
  );
});
