import { from, lastValueFrom, map, of, toArray } from 'rxjs';
import type { Query } from '../../src/core/query/port';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import type { Slo } from '../../src/core/slo/slo';
import type { Asked, AskedRange } from '../../src/datasource/queryTypes/queryKind';
import { SLOS } from '../../src/datasource/queryTypes/slos';
import type { SloQuery } from '../../src/datasource/types';
import { client, type Client } from './http';
import { startRecordedSlos, WINDOWS, type RecordedSlos } from './recordedSlos';

const DAY = 86_400;
const COUNTS = [10, 100, 1000, 5000];
const RUNS = 7;
const SLOW_RUNS = 3;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

interface Timing {
  requests: number;
  bytes: number;
  /** Milliseconds to a table that can be read, and to one with its trends. */
  tableMs: number;
  completeMs: number;
  /** Milliseconds of that in which frames were made, of the table and of all that came later. */
  framesMs: number;
  /** Bytes that the answer holds on to. */
  heldBytes: number;
  /** What was asked after the catalogue, in order: numbers, past, trends, alerts, and what only the numbers tell to ask. */
  questions: Question[];
}

type Question = readonly Query[];

/** The overview as the data source answers it: catalogue, numbers, trends; a frame of all that is known so far each time. */
async function product(slos: RecordedSlos, delay: number): Promise<Timing> {
  collect();
  const heldBefore = process.memoryUsage().heapUsed;
  const http = client(slos.url, delay);
  const questions: Question[] = [];
  const startMs = performance.now();
  const catalogue = readCatalogue(upstream, slos.atSeconds, await http.ask(planCatalogue(slos.atSeconds)));
  const found = catalogue.state === 'ok' ? catalogue.slos : [];
  const answered = await lastValueFrom(
    SLOS.ask(askedOf(slos, found, http, questions)).pipe(
      map(({ found: rows }) => {
        const framesFrom = performance.now();
        const frames = SLOS.frames(TARGET, rangeOf(slos), [rows]);
        const atMs = performance.now();
        return { frames, atMs: atMs - startMs, framesMs: atMs - framesFrom };
      }),
      toArray()
    )
  );
  const [table, complete] = [answered[0]!, answered[answered.length - 1]!];
  expect(complete.frames[0]?.length).toBe(slos.ids.length);
  expect(table.atMs).toBeLessThan(complete.atMs);
  collect();
  const heldBytes = process.memoryUsage().heapUsed - heldBefore;
  return {
    requests: http.requests(),
    bytes: http.bytes(),
    tableMs: table.atMs,
    completeMs: complete.atMs,
    framesMs: answered.reduce((sum, { framesMs }) => sum + framesMs, 0),
    heldBytes,
    questions,
  };
}

const TARGET: SloQuery = { refId: 'A', schemaVersion: 1, queryType: 'slos' };

function rangeOf({ atSeconds }: RecordedSlos): AskedRange {
  return { fromSeconds: atSeconds - 7 * DAY, toSeconds: atSeconds, stepSeconds: 300, zone: 'UTC' };
}

function askedOf(slos: RecordedSlos, found: readonly Slo[], http: Client, questions: Question[]): Asked {
  return {
    target: TARGET,
    range: rangeOf(slos),
    slos: found,
    rules: { state: 'unreadable', cause: 'unavailable', message: '' },
    upstream,
    known: found,
    grafanaAlerting: of({ alerts: { state: 'ok', value: [] }, alertmanager: null }),
    options: {},
    askUpstream: (queries) => {
      questions.push(queries);
      return from(http.ask(queries));
    },
    release: null,
    askExemplars: () => of([]),
  };
}

/** The same queries in the same order, sent by somebody who knows them already and does nothing with the answers. */
async function floor(
  { url, atSeconds }: RecordedSlos,
  [numbers = [], past = [], trends = [], alerts = [], ...next]: Question[]
): Promise<number> {
  collect();
  const http = client(url);
  const startMs = performance.now();
  await http.askRaw(planCatalogue(atSeconds));
  const onceNumbersAreThere = async () => {
    await http.askRaw(numbers);
    await Promise.all(next.map((queries) => http.askRaw(queries)));
  };
  await Promise.all([onceNumbersAreThere(), http.askRaw(past), http.askRaw(trends), http.askRaw(alerts)]);
  return performance.now() - startMs;
}

/** The same columns as a dashboard asks for them that repeats its panels for every SLO. */
async function replay(slos: RecordedSlos, delay: number): Promise<number> {
  const { atSeconds, url, ids } = slos;
  const queries = ids.flatMap((id): Query[] => {
    const of = (metric: string) => `${metric}{sloth_id="${id}"}`;
    const instants = [
      'sloth_slo_info',
      'slo:objective:ratio',
      'slo:period_error_budget_remaining:ratio',
      ...WINDOWS.map((window) => `slo:sli_error:ratio_rate${window}`),
    ];
    return [
      ...instants.map((metric): Query => ({ kind: 'instant', id: `${id}${metric}`, promql: of(metric), atSeconds })),
      {
        kind: 'range',
        id: `${id}trend`,
        promql: of('slo:period_error_budget_remaining:ratio'),
        startSeconds: atSeconds - 7 * DAY,
        endSeconds: atSeconds,
        stepSeconds: 6060,
      },
    ];
  });
  collect();
  const http = client(url, delay);
  const from = performance.now();
  await http.askRaw(queries);
  return performance.now() - from;
}

function collect(): void {
  globalThis.gc?.();
}

function median<T>(all: readonly T[], by: (one: T) => number): T {
  return [...all].sort((a, b) => by(a) - by(b))[Math.floor(all.length / 2)]!;
}

const itself = (ms: number) => ms;

interface Measurement extends Timing {
  count: number;
  floorMs: number;
  replayMs: number;
}

const measured = new Map<number, Measurement>();
const slow = { productMs: NaN, replayMs: NaN };

beforeAll(async () => {
  for (const count of COUNTS) {
    const slos = await startRecordedSlos(count);
    try {
      // What is read for the first time is read from disk.
      await product(slos, 0);
      const timings: Timing[] = [];
      const floors: number[] = [];
      // By turns, so that what slows the machine down for a while slows down both.
      for (let run = 0; run < RUNS; run++) {
        const timing = await product(slos, 0);
        timings.push(timing);
        floors.push(await floor(slos, timing.questions));
      }
      const timing = median(timings, ({ completeMs }) => completeMs);
      measured.set(count, {
        count,
        ...timing,
        framesMs: median(
          timings.map(({ framesMs }) => framesMs),
          itself
        ),
        floorMs: median(floors, itself),
        replayMs: await replay(slos, 0),
      });
      if (count === 1000) {
        const slowed: number[] = [];
        for (let run = 0; run < SLOW_RUNS; run++) {
          slowed.push((await product(slos, 20)).completeMs);
        }
        slow.productMs = median(slowed, itself);
        slow.replayMs = await replay(slos, 20);
      }
    } finally {
      await slos.stop();
    }
  }
}, 1_200_000);

afterAll(() => {
  const rows = [...measured.values()].map(
    ({ count, requests, bytes, tableMs, completeMs, framesMs, heldBytes, floorMs, replayMs }) => ({
      SLOs: count,
      requests,
      'kB read': Math.round(bytes / 1000),
      'ms to the table': Math.round(tableMs),
      'ms to complete': Math.round(completeMs),
      'ms of frames': Math.round(framesMs),
      'MB held': Math.round(heldBytes / 1e6),
      'ms raw': Math.round(floorMs),
      'ms replay': Math.round(replayMs),
    })
  );
  process.stdout.write(`\nThe overview of recorded SLOs, 7 days\n${table(rows)}\n`);
  process.stdout.write(
    `1,000 SLOs with 20 ms more for each request: ${Math.round(slow.productMs)} ms, replay ${Math.round(slow.replayMs)} ms\n`
  );
});

function table(rows: ReadonlyArray<Record<string, number>>): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((text, column) => text.padStart(widths[column] ?? 0)).join('  ')).join('\n');
}

const at = (count: number) => measured.get(count)!;

test('asks as often for 1,000 SLOs as for 10, and no more often for 5,000, which would be too many points', () => {
  expect(new Set([10, 100, 1000].map((count) => at(count).requests)).size).toBe(1);
  expect(at(5000).requests).toBeLessThanOrEqual(at(10).requests);
});

test('takes at most 1.3 times as long as its own queries sent raw', () => {
  expect(at(1000).completeMs / at(1000).floorMs).toBeLessThanOrEqual(1.3);
});

test('is at least 3 times faster than a query per SLO and column, and 20 times where a request takes 20 ms more', () => {
  expect(at(1000).replayMs / at(1000).completeMs).toBeGreaterThanOrEqual(3);
  expect(slow.replayMs / slow.productMs).toBeGreaterThanOrEqual(20);
});

test('grows with the SLOs by an exponent of at most 1.2', () => {
  const exponent = Math.log(at(5000).completeMs / at(100).completeMs) / Math.log(50);
  expect(exponent).toBeLessThanOrEqual(1.2);
});

test('makes frames in less than a tenth of its time', () => {
  expect(at(1000).framesMs / at(1000).completeMs).toBeLessThan(0.1);
  expect(at(5000).framesMs / at(5000).completeMs).toBeLessThan(0.1);
});
