/** @jest-environment node */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus, type RunningPrometheus } from '../../demo/prometheus-process';
import { judgeBefore, planBefore, withSlos, type Before } from '../../src/core/query/incident/before';
import { burningOf, mainRow, type Burning } from '../../src/core/query/incident/burning';
import { judgeDataAge, planDataAge } from '../../src/core/query/incident/dataAge';
import { judgeSince, planSince, type Since } from '../../src/core/query/incident/since';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planOnsets, withOnsets } from '../../src/core/query/slos/onsets';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { freePort } from './demoHistory';
import { askHttp } from './http';
import { definitionOf, seededFrom, writesOf, type Seeded } from './incidentHistory';

const START = 1_762_300_800;
const MINUTE = 60;
const NO_RULES = { state: 'ok', groups: [] } as const;

const seeded = seededFrom(START);
const slos = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], seeded.map(definitionOf));
let prometheus: RunningPrometheus;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-incidents-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  prometheus = await startPrometheus({
    configFile: join(folder, 'prometheus.yml'),
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: await freePort(),
  });
  for (const body of writesOf(seeded, START)) {
    await prometheus.api.write(body);
  }
}, 180_000);

jest.setTimeout(60_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** What is told of an incident, as the query type puts it together. */
interface View {
  rows: readonly SloRow[];
  main: SloRow | null;
  burning: readonly Burning[];
  since: ReadonlyMap<SloRow, Since>;
  before: Before | null;
  dataAgeSeconds: number | null;
}

async function viewAt(toSeconds: number, services?: readonly string[]): Promise<View> {
  const chosen = services ? slos.filter(({ service }) => services.includes(service)) : slos;
  const request = { fromSeconds: toSeconds - 3600, toSeconds, trend: false };
  const ask = (queries: Parameters<typeof askHttp>[1]) => askHttp(prometheus.api.url, queries);
  const judged = judgeSlos(request, chosen, await ask(planSlos(request, chosen)));
  const rows = withOnsets(toSeconds, judged, await ask(planOnsets(toSeconds, judged)));
  const burning = burningOf(rows);
  const burningRows = burning.map(({ row }) => row);
  const main = mainRow(rows);
  const onset = main?.onset;
  const answers = await ask([
    ...planDataAge(toSeconds, chosen),
    ...planSince(toSeconds, burningRows),
    ...(main && onset ? planBefore(toSeconds, main, onset.atSeconds) : []),
  ]);
  return {
    rows,
    main,
    burning,
    since: judgeSince(toSeconds, burningRows, answers),
    before:
      main && onset ? withSlos(judgeBefore(toSeconds, main, onset.atSeconds, answers, NO_RULES), main, rows) : null,
    dataAgeSeconds: judgeDataAge(toSeconds, chosen, answers),
  };
}

const named = ({ main, since }: View) =>
  main &&
  since
    .get(main)
    ?.groups.filter(({ standsOut }) => standsOut)
    .map(({ label, value }) => ({ label, value }));
const incidentOf = (service: string): Seeded => seeded.find((one) => one.service === service)!;

/** Those that are told as their own: companions are told with them, and what is blind does not burn. */
const told = seeded.filter(({ service }) => !['cart', 'payments', 'video'].includes(service));

describe.each(told.map((one) => [one.story, one] as const))('%s', (_, one) => {
  const { service, group, onsetSeconds, askedAtSeconds } = one;
  const severity = service === 'reports' ? 'ticket' : 'page';
  let view: View;
  beforeAll(async () => {
    view = await viewAt(askedAtSeconds);
  });

  it('is of the right SLO', () => {
    expect(view.main?.slo.service).toBe(service);
    expect(view.burning[0]!.pair.severity).toBe(severity);
  });

  // Tickets are looked at every five minutes, so that they may be told a look late.
  it('began when it began', () => {
    expect(view.main?.onset?.seen).toBe(true);
    const apart = Math.abs(view.main!.onset!.atSeconds - onsetSeconds);
    expect(apart).toBeLessThanOrEqual(severity === 'page' ? 2 * MINUTE : 5 * MINUTE);
  });

  it('names the group, or none', () => {
    expect(named(view)).toEqual(group ? [group] : []);
  });
});

it('of two at once tells both, and each with what it has cost', async () => {
  const { onsetSeconds, askedAtSeconds } = incidentOf('search');
  const { burning, since } = await viewAt(askedAtSeconds);
  expect(burning.map(({ row }) => row.slo.service)).toEqual(['search', 'cart']);
  const minutes = (askedAtSeconds - onsetSeconds) / 60;
  // Of 1000 events a minute: all of the third in one region and a thousandth elsewhere; and 27 % everywhere.
  const badEvents = [(300 + 0.7) * minutes, 270 * minutes];
  const allowed = 1000 * 3 * 24 * 60 * 0.01;
  burning.forEach(({ row }, index) => {
    const expected = badEvents[index]!;
    expect(Math.abs(since.get(row)!.badEvents! / expected - 1)).toBeLessThan(0.06);
    expect(Math.abs(since.get(row)!.costRatio! / (expected / allowed) - 1)).toBeLessThan(0.07);
  });
});

it('of lost telemetry names the SLO that cannot be seen, and burns nothing', async () => {
  const { askedAtSeconds } = incidentOf('video');
  const view = await viewAt(askedAtSeconds);
  const blind = view.rows.filter(({ verdict }) => verdict.status === 'blind').map(({ slo }) => slo.service);
  expect(blind).toEqual(['video']);
  expect(view.burning).toEqual([]);
  expect(view.main).toBeNull();
  expect(view.dataAgeSeconds).toBe(0);
  const alone = await viewAt(askedAtSeconds, ['video']);
  expect(alone.main?.slo.service).toBe('video');
  expect(alone.main?.onset).toBeUndefined();
  expect(alone.dataAgeSeconds).toBeNull();
});

describe('what changed before', () => {
  it('is nothing where nothing did', async () => {
    const { before } = await viewAt(incidentOf('orders').askedAtSeconds);
    expect(before!.changes).toEqual([]);
    expect(before!.nothingIn).toEqual(['versions', 'targets', 'rules', 'alerts', 'slos']);
    expect(before!.notIn).toEqual([]);
  });

  it.each([
    ['chat', 0],
    ['ads', 5],
  ] as const)('is the new version of %s, %i minutes before', async (service, minutesBefore) => {
    const { askedAtSeconds, onsetSeconds } = incidentOf(service);
    const { before } = await viewAt(askedAtSeconds);
    expect(before!.changes).toEqual([
      { kind: 'version', atSeconds: expect.any(Number), label: 'version', value: '2.0.0' },
    ]);
    const apart = Math.abs(before!.changes[0]!.atSeconds - (onsetSeconds - minutesBefore * MINUTE));
    expect(apart).toBeLessThanOrEqual(2 * MINUTE);
  });

  it('is the dependency that began to burn', async () => {
    const { askedAtSeconds } = incidentOf('checkout');
    const { before, burning } = await viewAt(askedAtSeconds);
    expect(burning.map(({ row }) => row.slo.service)).toEqual(['checkout', 'payments']);
    expect(before!.changes).toEqual([
      { kind: 'slo', atSeconds: expect.any(Number), service: 'payments', name: 'availability' },
    ]);
    expect(Math.abs(before!.changes[0]!.atSeconds - incidentOf('payments').onsetSeconds)).toBeLessThanOrEqual(120);
  });
});
