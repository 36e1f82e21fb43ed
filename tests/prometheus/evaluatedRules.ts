import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type PrometheusApi } from '../../demo/prometheus-api';
import { startPrometheus } from '../../demo/prometheus-process';
import { encodeWrite, outgoing, type SampleTime } from '../../demo/remote-write';
import { type RuleGroup, rulesFileText } from '../../demo/rules';
import { freePorts } from '../freePorts';
import { type Grid, type HistorySeries } from './seriesHistory';

export interface RulesAndHistory {
  /** Groups of each rules file, by a name for it; Prometheus allows a group's name once in a file. */
  files: Readonly<Record<string, readonly RuleGroup[]>>;
  grid: Grid;
  /** Raw series, written to the end of the grid. */
  history: readonly HistorySeries[];
  /** Recorded series whose own past a rule reads, as they would have been recorded; from now on the rules go on with them. */
  recordedPast?: readonly HistorySeries[];
  /** How often every group is evaluated; a few seconds by default, whatever the tool says, so that tests need not wait. */
  everySeconds?: number;
  /** A rule that cannot be evaluated is part of the test. */
  toleratesErrors?: boolean;
}

export interface EvaluatedRules {
  url: string;
  /** Every group had been evaluated after every other one by then (unix seconds). */
  settledAtSeconds: number;
  stop(): Promise<void>;
}

interface GroupState {
  name: string;
  file: string;
  lastEvaluation: string;
  rules: Array<{ name: string; health: string; lastError?: string }>;
}

const patienceSeconds = 90;
const marksInRequest = 360;

/** Starts a Prometheus on a history and returns when it has evaluated all rules on it. */
export async function startEvaluatedRules(options: RulesAndHistory): Promise<EvaluatedRules> {
  const folder = mkdtempSync(join(tmpdir(), 'evaluated-rules-'));
  const configFile = join(folder, 'prometheus.yml');
  const every = `${options.everySeconds ?? 2}s`;
  const global = `global: { evaluation_interval: ${every} }\n`;
  // No rules at first: what they record now would make the history too old to be written.
  writeFileSync(configFile, global);
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
    await write(prometheus.api, options);
    mkdirSync(join(folder, 'rules'));
    for (const [name, groups] of Object.entries(options.files)) {
      const hurried = groups.map((group) => ({ ...group, interval: every }));
      writeFileSync(join(folder, 'rules', `${name}.yml`), rulesFileText(name, hurried));
    }
    writeFileSync(configFile, `${global}rule_files: ['rules/*.yml']\n`);
    await prometheus.api.reload();
    return { url: prometheus.api.url, settledAtSeconds: await settled(prometheus.api, options), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function write(api: PrometheusApi, { grid, history, recordedPast = [] }: RulesAndHistory): Promise<void> {
  const raw = history.map((series) => outgoing(series, false));
  const recorded = recordedPast.map((series) => outgoing(series, false));
  // A sample of the future, or the marker of an end, would make what a rule records now too old.
  const present = Math.floor((Date.now() / 1000 - grid.startSeconds) / grid.stepSeconds);
  for (let from = 0; from < grid.length; from += marksInRequest) {
    const length = Math.min(marksInRequest, grid.length - from);
    const times = Array.from({ length }, (_, offset): SampleTime => {
      const index = from + offset;
      return { index, share: 0, milliseconds: (grid.startSeconds + index * grid.stepSeconds) * 1000 };
    });
    const past = times.filter(({ index }) => index <= present);
    for (const { body, samples } of [encodeWrite(raw, times), encodeWrite(recorded, past)]) {
      if (samples > 0) {
        await api.write(body);
      }
    }
  }
}

/**
 * Waits for a second evaluation of each group that began after the first ones of all, since rules read what others record,
 * and for a third: up to the earliest of these nothing more will be recorded, whoever is late.
 */
async function settled(api: PrometheusApi, { files, toleratesErrors }: RulesAndHistory): Promise<number> {
  const expected = Object.values(files).reduce((sum, groups) => sum + groups.length, 0);
  const first = await evaluatedAfter(api, expected, 0);
  const second = await evaluatedAfter(api, expected, Math.max(...first));
  const third = await evaluatedAfter(api, expected, Math.max(...second));
  const failed = (await groupsOf(api)).flatMap(({ rules }) => rules).filter(({ health }) => health !== 'ok');
  if (failed.length > 0 && !toleratesErrors) {
    throw new Error(failed.map(({ name, health, lastError }) => `${name}: ${health} ${lastError ?? ''}`).join('\n'));
  }
  return Math.min(...third);
}

/** Times (unix seconds) of the latest evaluations once every group has one after a time. */
async function evaluatedAfter(api: PrometheusApi, expected: number, sinceSeconds: number): Promise<number[]> {
  const deadline = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const groups = await groupsOf(api);
    const times = groups.map(({ lastEvaluation }) => Date.parse(lastEvaluation) / 1000);
    if (times.length === expected && times.every((time) => time > sinceSeconds)) {
      return times;
    }
    if (Date.now() > deadline) {
      const late = groups.filter((_, index) => !((times[index] ?? 0) > sinceSeconds)).map(({ name }) => name);
      throw new Error(
        `not evaluated after ${patienceSeconds} s: ${late.join(', ')}; ${times.length} of ${expected} loaded`
      );
    }
    await sleep(100);
  }
}

async function groupsOf(api: PrometheusApi): Promise<GroupState[]> {
  return ((await api.get('/api/v1/rules')) as { groups: GroupState[] }).groups;
}
