import { rawColumns, recordedColumns } from './columns';
import { scrapeSeconds } from './config';
import { type CountEvents, createCounts } from './counts';
import { DemoError } from './errors';
import { buildRawHistory, type RawHistory } from './raw-history';
import { createRates } from './rates';
import { buildRecordedRatios } from './recorded';
import { releaseColumns, releaseFineStart } from './release-history';
import { type EncodedWrite, encodeWrite, outgoing, type SampleTime } from './remote-write';
import { absent } from './series';
import { type World } from './stories';
import { toolColumns } from './tool-history';

/** Where samples go: one call per request, in the order of time. */
export type SendSamples = (body: Buffer) => Promise<void>;

/** What takes a history, and how much of its time a request may span. */
export interface Sink {
  send: SendSamples;
  chunkMinutes: number;
}

/** A history in memory, and the writing of it. */
export interface HistoryWriter {
  raw: RawHistory;
  /** The generator's counts of the same world. */
  count: CountEvents;
  /**
   * Writes every sample after `afterSeconds` up to and including `untilSeconds` (unix seconds) and returns their
   * number. `onProgress` gets the share done, 0..1.
   */
  write(afterSeconds: number, untilSeconds: number, onProgress: (share: number) => void): Promise<number>;
}

/** Raw samples are 15 s apart from here on, so that their spacing does not change where scraping takes over. */
const fineMinutes = 60;
const scrapesPerMinute = 60 / scrapeSeconds;

/** Makes the samples of a world up to a minute mark; nothing is sent yet. `writtenUntilSeconds`: what is held already. */
export function createHistoryWriter(
  world: World,
  endMinute: number,
  fineFromMinute: number,
  writtenUntilSeconds: number | undefined,
  { send, chunkMinutes }: Sink
): HistoryWriter {
  const raw = buildRawHistory(world, endMinute);
  const count = createCounts(world);
  const rates = createRates(raw, fineFromMinute);
  const recordedSeries = [...buildRecordedRatios(rates).flatMap(recordedColumns), ...toolColumns(raw, rates, count)];
  const heldIndex =
    writtenUntilSeconds === undefined ? undefined : Math.floor(writtenUntilSeconds / 60) - raw.startMinute;
  const prepare = (column: Parameters<typeof outgoing>[0]) =>
    outgoing(column, heldIndex !== undefined && column.valueAt(heldIndex, 0) !== absent);
  const scraped = rawColumns(raw).map(prepare);
  const recorded = recordedSeries.map(prepare);
  const released = releaseColumns(world).map(prepare);
  const releasedFineFromMinute = Math.min(fineFromMinute, releaseFineStart(world));

  return {
    raw,
    count,
    write: async (afterSeconds, untilSeconds, onProgress) => {
      if (untilSeconds >= endMinute * 60) {
        throw new DemoError('writing the history took longer than it was made for; is the machine very busy?');
      }
      let samples = 0;
      let pending: Promise<void> = Promise.resolve();
      const from = Math.max(afterSeconds + 1, world.startMinute * 60);
      for (let start = from; start <= untilSeconds;) {
        const chunkEnd = Math.min(untilSeconds + 1, (Math.floor(start / 60) + chunkMinutes) * 60);
        const fineTimes = timesBetween(raw, start, chunkEnd, fineFromMinute);
        const minuteTimes = fineTimes.filter(({ share }) => share === 0);
        const releasedTimes = timesBetween(raw, start, chunkEnd, releasedFineFromMinute);
        const requests = [
          encodeWrite(scraped, fineTimes),
          encodeWrite(recorded, minuteTimes),
          encodeWrite(released, releasedTimes),
        ];
        samples += requests.reduce((sum, request) => sum + request.samples, 0);
        // Encoding runs while Prometheus is still busy with the chunk before.
        await pending;
        pending = sendFilled(requests, send);
        pending.catch(() => undefined);
        onProgress((chunkEnd - from) / (untilSeconds + 1 - from));
        start = chunkEnd;
      }
      await pending;
      return samples;
    },
  };
}

/** The requests of a chunk hold different series: only from chunk to chunk does the order matter. */
async function sendFilled(requests: readonly EncodedWrite[], send: SendSamples): Promise<void> {
  await Promise.all(requests.filter(({ samples }) => samples > 0).map(({ body }) => send(body)));
}

/** Sample times in [fromSeconds, toSeconds): minute marks, and every 15 s from the fine start on. */
function timesBetween(raw: RawHistory, fromSeconds: number, toSeconds: number, fineFromMinute: number): SampleTime[] {
  const times: SampleTime[] = [];
  for (let minute = Math.floor(fromSeconds / 60); minute * 60 < toSeconds; minute++) {
    const steps = minute >= fineFromMinute ? scrapesPerMinute : 1;
    for (let step = 0; step < steps; step++) {
      const seconds = minute * 60 + step * scrapeSeconds;
      if (seconds >= fromSeconds && seconds < toSeconds) {
        times.push({ index: minute - raw.startMinute, share: step / scrapesPerMinute, milliseconds: seconds * 1000 });
      }
    }
  }
  return times;
}

/** Start of the 15 s samples of a history that ends at a minute mark. */
export function fineStart(endMinute: number): number {
  return endMinute - fineMinutes;
}
