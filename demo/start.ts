import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { configPath, scrapeSeconds, writeIdleConfig, writeLiveConfig } from './config';
import { assertPortFree, endOrphan, messageOf, prepareDataDir, removeOwner, writeOwner } from './data-dir';
import { PrometheusMissingError } from './errors';
import { createMetricsText, startExporter } from './exporter';
import { createWriterTo, fillHistory, senderTo } from './fill';
import { type HistoryWriter, type Sink } from './load';
import { fits, type Manifest, readManifest, removeManifest, wantedManifest, writeManifest } from './manifest';
import { type RunningPrometheus, startPrometheus } from './prometheus-process';
import { absent } from './series';
import { createWorld } from './stories';
import { historyOfTarget, senderToTarget } from './target';

export interface DemoOptions {
  /** Holds Prometheus' data, its log and configuration; made when missing, reused when it fits. */
  dataDir: string;
  prometheusPort: number;
  exporterPort: number;
  /** Where Prometheus listens; 127.0.0.1 by default, 0.0.0.0 to be reached from other machines. */
  listenAddress?: string;
  /** Remote write URL of a second store that gets the same samples; its history keeps its anchor from start to start. */
  remoteWriteUrl?: string;
  log: (message: string) => void;
  /** The stories' "now" in unix seconds; the present by default. */
  anchorSeconds?: number;
  /** Scrape and evaluate rules from now on (default), or leave it at the history up to the anchor. */
  live?: boolean;
  seed?: number;
  /** Length of the history in days, 35 by default; stories older than that are left out. */
  historyDays?: number;
}

export interface RunningDemo {
  prometheusUrl: string;
  historyStartSeconds: number;
  /** Last second of written history; scraping continues from there when live. */
  historyEndSeconds: number;
  /** The stories' "now": with the seed and the days it is what `createTruth` needs. */
  anchorSeconds: number;
  seed: number;
  historyDays: number;
  /** Resolves when Prometheus has ended, by `stop` or by itself. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** Brings up Prometheus with the restaurant's history and, when live, with an exporter that continues it. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const dataDir = resolve(options.dataDir);
  const live = options.live ?? true;
  prepareDataDir(dataDir);
  await endOrphan(dataDir, options.log);
  await assertPortFree(options.prometheusPort, 'Prometheus');
  if (live) {
    await assertPortFree(options.exporterPort, 'the exporter');
  }
  const { remoteWriteUrl } = options;
  const asked = wantedManifest(options);
  const wanted = remoteWriteUrl === undefined ? asked : historyOfTarget(dataDir, remoteWriteUrl, asked);
  const held = readManifest(dataDir);
  const anchorSeconds = remoteWriteUrl === undefined ? options.anchorSeconds : wanted.anchorSeconds;
  const kept = held && fits(held, wanted, anchorSeconds) ? held : undefined;
  const reopened = kept && (await reopen(options, dataDir, kept));
  const opened = reopened ?? (await openEmpty(options, dataDir));
  try {
    return await fillAndGoLive(options, dataDir, live, reopened ? kept : wanted, opened);
  } catch (error) {
    await close(dataDir, opened.prometheus);
    throw error;
  }
}

interface Opened {
  prometheus: RunningPrometheus;
  /** Newest sample on disk (unix seconds); undefined for an empty store. */
  heldUntilSeconds: number | undefined;
}

async function open(options: DemoOptions, dataDir: string): Promise<RunningPrometheus> {
  writeIdleConfig(dataDir, options.remoteWriteUrl);
  const prometheus = await startPrometheus({
    configFile: configPath(dataDir),
    storageDir: storageDir(dataDir),
    logFile: join(dataDir, 'prometheus.log'),
    port: options.prometheusPort,
    listenAddress: options.listenAddress,
  });
  writeOwner(dataDir, prometheus.processId);
  return prometheus;
}

async function close(dataDir: string, prometheus: RunningPrometheus): Promise<void> {
  await prometheus.stop();
  removeOwner(dataDir);
}

function storageDir(dataDir: string): string {
  return join(dataDir, 'tsdb');
}

async function openEmpty(options: DemoOptions, dataDir: string): Promise<Opened> {
  removeManifest(dataDir);
  rmSync(storageDir(dataDir), { recursive: true, force: true });
  return { prometheus: await open(options, dataDir), heldUntilSeconds: undefined };
}

/** Opens what is on disk; undefined when that is not possible or does not hold what its manifest says. */
async function reopen(options: DemoOptions, dataDir: string, kept: Manifest): Promise<Opened | undefined> {
  let prometheus: RunningPrometheus | undefined;
  try {
    prometheus = await open(options, dataDir);
    const newest = await prometheus.api.newestSampleMilliseconds();
    // Samples of the future (a clock set back) would make Prometheus refuse everything until then.
    if (newest !== undefined && newest >= kept.anchorSeconds * 1000 && newest <= Date.now()) {
      return { prometheus, heldUntilSeconds: Math.floor(newest / 1000) };
    }
    options.log('the history on disk is not what its manifest says; making it again');
  } catch (error) {
    if (error instanceof PrometheusMissingError) {
      throw error;
    }
    options.log(`the history on disk cannot be read; making it again. ${messageOf(error)}`);
  }
  if (prometheus) {
    await close(dataDir, prometheus);
  }
  return undefined;
}

async function fillAndGoLive(
  options: DemoOptions,
  dataDir: string,
  live: boolean,
  manifest: Manifest,
  { prometheus, heldUntilSeconds }: Opened
): Promise<RunningDemo> {
  const { log } = options;
  const isReused = heldUntilSeconds !== undefined;
  log(isReused ? 'reusing the history on disk' : `making ${manifest.historyDays} days of history`);
  const world = createWorld(manifest);
  const writer = createWriterTo(world, live, heldUntilSeconds, sinkOf(prometheus, options.remoteWriteUrl));
  const untilSeconds = await fillHistory(writer, { live, heldUntilSeconds, log });
  if (!isReused) {
    writeManifest(dataDir, manifest);
  }
  const exporter = live ? await goLive(options, prometheus, writer, dataDir, untilSeconds) : undefined;

  let isStopping = false;
  void prometheus.ended.then(() => {
    if (!isStopping) {
      log(prometheus.epitaph());
    }
  });
  return {
    prometheusUrl: prometheus.api.url,
    historyStartSeconds: world.startMinute * 60,
    historyEndSeconds: untilSeconds,
    anchorSeconds: manifest.anchorSeconds,
    seed: manifest.seed,
    historyDays: manifest.historyDays,
    ended: prometheus.ended,
    stop: async () => {
      isStopping = true;
      await exporter?.close();
      await close(dataDir, prometheus);
    },
  };
}

function sinkOf(prometheus: RunningPrometheus, remoteWriteUrl: string | undefined): Sink {
  const own = senderTo(prometheus);
  if (remoteWriteUrl === undefined) {
    return { send: own, chunkMinutes: 360 };
  }
  const target = senderToTarget(remoteWriteUrl);
  // A store with the usual blocks of two hours takes as in order what lies within half a block.
  return { send: async (body) => void (await Promise.all([own(body), target(body)])), chunkMinutes: 60 };
}

async function goLive(
  options: DemoOptions,
  prometheus: RunningPrometheus,
  { raw, count }: HistoryWriter,
  dataDir: string,
  untilSeconds: number
) {
  const minute = Math.floor(untilSeconds / 60);
  const values = Float64Array.from(raw.values, (series) => series[minute - raw.startMinute] ?? absent);
  const exporter = await startExporter(options.exporterPort, createMetricsText(raw.world, minute, values, count));
  try {
    writeLiveConfig(dataDir, options.exporterPort, options.remoteWriteUrl);
    await prometheus.api.reload();
  } catch (error) {
    await exporter.close();
    throw error;
  }
  options.log(`scraping 127.0.0.1:${options.exporterPort} every ${scrapeSeconds} s`);
  return exporter;
}
