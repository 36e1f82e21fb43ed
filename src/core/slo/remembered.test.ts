import type { Series } from '../query/port';
import { remembered } from './remembered';

function series(labels: Record<string, string>, value = 1): Series {
  return { labels: { __name__: 'info', ...labels }, timesSeconds: [0], values: [value] };
}

const ids = (found: ReturnType<typeof remembered>) =>
  found.map(({ labels, current }) => [labels['id'], labels['team'] ?? '', current]);

describe('remembered series', () => {
  it('are the current ones, and the ended ones that nothing has replaced', () => {
    const current = [series({ id: 'a', team: 'new' })];
    const past = [series({ id: 'a', team: 'old' }), series({ id: 'a', team: 'new' }), series({ id: 'b' })];
    expect(ids(remembered(current, past, ['id']))).toEqual([
      ['a', 'new', true],
      ['b', '', false],
    ]);
  });

  it('are told apart by metric and by cluster', () => {
    const past = [series({ id: 'a', cluster: 'two' }), series({ id: 'a', __name__: 'objective' })];
    expect(remembered([series({ id: 'a', cluster: 'one' })], past, ['id']).map(({ current }) => current)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are merged where replicas of one Prometheus write them', () => {
    const copies = ['0', '1'].map((prometheus_replica) => series({ id: 'a', prometheus_replica }));
    expect(remembered(copies, copies, ['id'])).toHaveLength(1);
  });
});
