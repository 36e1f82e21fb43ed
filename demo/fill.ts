import { setTimeout as sleep } from 'node:timers/promises';

import { scrapeSeconds } from './config';
import { messageOf } from './data-dir';
import { DemoError } from './errors';
import { createHistoryWriter, fineStart, type HistoryWriter, type SendSamples, type Sink } from './load';
import { type RunningPrometheus } from './prometheus-process';
import { type World } from './stories';

/** Counters are made this far ahead of the clock, for samples that come due while the history is being written. */
const aheadMinutes = 15;
const progressEveryMilliseconds = 2000;

/** Sends samples to a Prometheus; a failure tells what Prometheus said, or how it ended. */
export function senderTo(prometheus: RunningPrometheus): SendSamples {
  return async (body) => {
    try {
      await prometheus.api.write(body);
    } catch (error) {
      // A connection breaks a moment before the end of the process is noticed.
      await Promise.race([prometheus.ended, sleep(500)]);
      prometheus.assertAlive();
      throw new DemoError(`Prometheus refused samples: ${messageOf(error)}`);
    }
  };
}

/** The writer of a world's history to its anchor or, when live, to now; `heldUntilSeconds`: what is on disk already. */
export function createWriterTo(
  world: World,
  live: boolean,
  heldUntilSeconds: number | undefined,
  sink: Sink
): HistoryWriter {
  const nowMinute = Math.floor(Date.now() / 60_000);
  const endMinute = (live ? nowMinute : world.anchorMinute) + aheadMinutes;
  const fineFromMinute = fineStart(live ? nowMinute : world.anchorMinute);
  return createHistoryWriter(world, endMinute, fineFromMinute, heldUntilSeconds, sink);
}

export interface Filling {
  live: boolean;
  heldUntilSeconds: number | undefined;
  log: (message: string) => void;
}

/** Writes what is missing up to the anchor, or up to now when live; returns the time written to (unix seconds). */
export async function fillHistory(writer: HistoryWriter, { live, heldUntilSeconds, log }: Filling): Promise<number> {
  const { world } = writer.raw;
  const startedAt = Date.now();
  const progress = progressLog(heldUntilSeconds === undefined ? 'writing history' : 'topping up history', log);
  let samples = 0;
  let untilSeconds = heldUntilSeconds ?? world.startMinute * 60 - 1;
  const writeUntil = async (seconds: number) => {
    if (seconds > untilSeconds) {
      samples += await writer.write(untilSeconds, seconds, progress);
      untilSeconds = seconds;
    }
  };
  const lastScrape = () => Math.floor(Date.now() / 1000 / scrapeSeconds) * scrapeSeconds;
  await writeUntil(live ? lastScrape() : world.anchorMinute * 60);
  // Again for the seconds the writing took, so that scraping takes over without a hole.
  while (live && lastScrape() > untilSeconds) {
    await writeUntil(lastScrape());
  }
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  log(`history ready: ${samples.toLocaleString('en')} samples written in ${seconds} s`);
  return untilSeconds;
}

function progressLog(what: string, log: (message: string) => void): (share: number) => void {
  let lastAt = Date.now();
  return (share) => {
    if (Date.now() - lastAt > progressEveryMilliseconds) {
      lastAt = Date.now();
      log(`${what}: ${Math.round(share * 100)} %`);
    }
  };
}
