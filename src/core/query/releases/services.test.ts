import { mergeDefinitions } from '../../slo/merge';
import type { Slo } from '../../slo/slo';
import type { SeenRelease, SloReleases } from './judge';
import { serviceReleases } from './services';

function slo(service: string, name: string, uid = 'prom'): Slo {
  const definition = {
    tool: 'openslo' as const,
    document: 1,
    line: 1,
    service,
    name,
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling' as const, seconds: 86_400 },
    links: [],
  };
  return mergeDefinitions({ uid, name: uid, labels: {} }, [], [definition])[0]!;
}

const seen = (value: string, atSeconds: number, notBeforeSeconds = atSeconds - 60): SeenRelease => ({
  kind: 'new',
  label: 'version',
  value,
  atSeconds,
  notBeforeSeconds,
  buildInfo: null,
});
const of = (one: Slo, ...releases: SeenRelease[]): SloReleases => ({ state: 'ok', slo: one, releases });
const availability = slo('orders', 'availability');
const latency = slo('orders', 'latency');

const told = (...all: SloReleases[]) =>
  serviceReleases(all).map(({ value, atSeconds, notBeforeSeconds, slos, ofAll }) => ({
    value,
    from: notBeforeSeconds,
    at: atSeconds,
    slos: slos.map(({ name }) => name),
    ofAll,
  }));

it('tells a release that several SLOs of a service see once, by the first that sees it', () => {
  expect(told(of(latency, seen('2', 1060, 900)), of(availability, seen('2', 1000)))).toEqual([
    { value: '2', from: 940, at: 1000, slos: ['availability', 'latency'], ofAll: true },
  ]);
});

it('tells one label of several that say the same', () => {
  const twice = [seen('2', 1000), { ...seen('2', 1000), label: 'app_version' }];
  expect(serviceReleases([of(availability, ...twice)])).toMatchObject([{ label: 'version', slos: [availability] }]);
});

it('tells twice what comes to two parts of a service one after the other', () => {
  expect(told(of(availability, seen('2', 1000)), of(latency, seen('2', 1060)))).toEqual([
    { value: '2', from: 940, at: 1000, slos: ['availability'], ofAll: false },
    { value: '2', from: 1000, at: 1060, slos: ['latency'], ofAll: false },
  ]);
});

it('keeps services, data sources, versions and what is back apart', () => {
  const back: SeenRelease = { ...seen('2', 1000), kind: 'back' };
  const all = [
    of(availability, seen('2', 1000), seen('3', 1000), back),
    of(slo('orders', 'availability', 'other'), seen('2', 1000)),
    of(slo('kitchen', 'availability'), seen('2', 1000)),
  ];
  expect(serviceReleases(all)).toHaveLength(5);
});

it('counts only SLOs that tell versions as all of them', () => {
  const absent: SloReleases = { state: 'absent', slo: latency, absence: { kind: 'noVersion' } };
  expect(told(of(availability, seen('2', 1000)), absent)).toMatchObject([{ ofAll: true }]);
});
