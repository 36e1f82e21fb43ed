import type { ActiveAlert, Read } from '../../core/alerting/alert';
import { alertsFrame } from './alerts';

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

function frameOf(alerts: Read<readonly ActiveAlert[]>) {
  const found = { upstream, known: [], rows: [], costs: new Map(), alerts };
  return alertsFrame('A', [{ upstream: found, grafana: { alerts: { state: 'ok', value: [] }, alertmanager: null } }]);
}

it('has no fields where nothing fires, so that a table says what its panel says for no value', () => {
  const frame = frameOf({ state: 'ok', value: [] });
  expect(frame.fields).toEqual([]);
  expect(frame.meta?.custom).toEqual({ schema: 'reliability-scorecard/alerts', version: 1 });
});

it('never says that nothing fires where alerts could not be read', () => {
  const frame = frameOf({ state: 'unreadable', cause: 'unavailable', message: '' });
  expect(frame.fields.length).toBeGreaterThan(0);
  expect(frame.length).toBe(0);
  expect(frame.meta?.notices?.map(({ severity }) => severity)).toEqual(['warning']);
});

it('says of single cells that there is nothing, not what the panel says of all', () => {
  const alert = { name: 'Burn', labels: { slo: 'a' }, source: 'prometheus', state: 'firing' } as const;
  const frame = frameOf({ state: 'ok', value: [{ ...alert, annotations: {}, activeSeconds: null }] });
  expect(frame.length).toBe(1);
  expect(new Set(frame.fields.map(({ config }) => config.noValue))).toEqual(new Set(['—']));
});
