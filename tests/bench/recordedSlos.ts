import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus } from '../../demo/prometheus-process';
import { encodeWrite, outgoing, type SampleTime } from '../../demo/remote-write';
import { freePorts } from '../freePorts';

const DAY = 86_400;
const STEP = 300;
const DAYS = 7;
const SLOS_IN_REQUEST = 100;
/** A day; the last one is short, so that what is looked at once has few samples. */
const MARKS_IN_REQUEST = DAY / STEP;

export const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'] as const;

export interface RecordedSlos {
  url: string;
  /** Time of the newest samples, in epoch seconds. */
  atSeconds: number;
  ids: readonly string[];
  stop(): Promise<void>;
}

interface Series {
  labels: Record<string, string>;
  /** Whether it has samples throughout, and not at the end only. */
  whole: boolean;
  valueAt(index: number): number;
}

/** What Sloth records of one SLO; of what only the end is looked at, the end only. */
function seriesOf(number: number): Series[] {
  const service = `service-${Math.floor(number / 10)}`;
  const name = `slo-${number % 10}`;
  const id = `${service}-${name}`;
  const labels = { sloth_id: id, sloth_service: service, sloth_slo: name, team: `team-${number % 7}` };
  // One in twenty burns, as in a bad hour; the others spend a tenth of their budgets up to nearly all.
  const errors = number % 20 === 0 ? 0.02 : 0.0001 * (1 + (number % 9));
  const constant = (metric: string, value: number, extra = {}): Series => ({
    labels: { __name__: metric, ...labels, ...extra },
    whole: false,
    valueAt: () => value,
  });
  const wave = (index: number) => 1 + 0.5 * Math.sin((index + number) / 40);
  return [
    constant('sloth_slo_info', 1, { sloth_objective: '99.9', sloth_version: 'v0.16.0', sloth_mode: 'cli-gen-prom' }),
    constant('slo:objective:ratio', 0.999),
    constant('slo:error_budget:ratio', 0.001),
    constant('slo:time_period:days', 30),
    constant('slo:current_burn_rate:ratio', errors / 0.001),
    constant('slo:period_burn_rate:ratio', errors / 0.001),
    ...WINDOWS.map((window): Series => ({
      labels: { __name__: `slo:sli_error:ratio_rate${window}`, ...labels, sloth_window: window },
      whole: window === '5m' || window === '30d',
      valueAt: (index) => errors * wave(index),
    })),
    {
      labels: { __name__: 'slo:period_error_budget_remaining:ratio', ...labels },
      whole: true,
      valueAt: (index) => 1 - (errors * wave(index)) / 0.001,
    },
  ];
}

/** A Prometheus that holds so many recorded SLOs, a week of them every five minutes. */
export async function startRecordedSlos(count: number): Promise<RecordedSlos> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const configFile = join(folder, 'prometheus.yml');
  writeFileSync(configFile, 'global: {}\n');
  const [port = 0] = await freePorts(1);
  const prometheus = await startPrometheus({
    configFile,
    storageDir: join(folder, 'tsdb'),
    logFile: join(folder, 'prometheus.log'),
    port,
  });
  const stop = async () => {
    await prometheus.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const length = (DAYS * DAY) / STEP + 1;
    const atSeconds = Math.floor(Date.now() / 1000 / STEP) * STEP;
    const times = Array.from({ length }, (_, index): SampleTime => ({
      index,
      share: 0,
      milliseconds: (atSeconds - (length - 1 - index) * STEP) * 1000,
    }));
    const numbers = Array.from({ length: count }, (_, number) => number);
    const batches = Array.from({ length: Math.ceil(count / SLOS_IN_REQUEST) }, (_, batch) =>
      numbers.slice(batch * SLOS_IN_REQUEST, (batch + 1) * SLOS_IN_REQUEST).flatMap(seriesOf)
    );
    // Time goes forward for all: what is much older than the newest sample would be refused.
    for (let mark = 0; mark < length; mark += MARKS_IN_REQUEST) {
      const some = times.slice(mark, mark + MARKS_IN_REQUEST);
      const isEnd = mark + MARKS_IN_REQUEST >= length;
      for (const series of batches) {
        const written = series.filter(({ whole }) => whole || isEnd).map((one) => outgoing(one, false));
        await prometheus.api.write(encodeWrite(written, some).body);
      }
    }
    const ids = numbers.map((number) => `service-${Math.floor(number / 10)}-slo-${number % 10}`);
    return { url: prometheus.api.url, atSeconds, ids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
