import type { AlertPair } from '../../budget/alertPairs';
import { burnRate } from '../../budget/budget';
import { unmeasured } from '../../budget/dataState';
import { runningSums } from '../../budget/slots';
import { isComposite } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import { columnStep, withGaps, type BudgetPoint, type BudgetSeriesRequest } from '../budgetSeries';
import { columnReader, seriesOf } from '../columns';
import { countEvents } from '../events/count';
import { answeredStep, samplesByTime } from '../events/samples';
import { selectorsOf, termKey, termsOf } from '../events/terms';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { Answers } from '../port';
import type { SlotUse } from '../slots/plan';
import { readSlots, type SlotReading, type SlotsAbsence } from '../slots/read';
import { isSlicedOnly, type OverTimeAbsence } from '../slots/usable';
import { partReader } from '../union';
import {
  burnLines,
  burnSlots,
  burnStep,
  countedBurnId,
  drawnSlos,
  planBurnRates,
  recordedBurnId,
  tellsWorst,
  type BurnLine,
} from './plan';

export interface BurnRates {
  slo: JudgedSlo;
  /** Ascending by window. */
  lines: readonly BurnRateLine[];
  /** What fires above which burn rate; the pairs of the SLO. */
  pairs: readonly AlertPair[];
  /** Null where there is a line. */
  absence: OverTimeAbsence | null;
}

export interface BurnRateLine {
  windowSeconds: number;
  /** Whether each point tells the worst burn rate since the point before it, because the window is shorter than that. */
  worst: boolean;
  /** Burn rates, 1 = on budget; null without traffic or number. */
  points: readonly BudgetPoint[];
}

/** The burn rates of every SLO over a range, window by window, in the order of `slos`. */
export function judgeBurnRates(request: BudgetSeriesRequest, defined: readonly Slo[], answers: Answers): BurnRates[] {
  const slos = slosAt(defined, request.toSeconds);
  const reading: Reading = {
    request,
    terms: termsOf(slos),
    column: columnReader(answers),
    part: partReader(planBurnRates(request, defined), answers),
  };
  const drawn = drawnSlos(slos, request);
  return slos.map((slo) => ({
    slo,
    pairs: slo.pairs,
    ...(drawn.has(slo)
      ? judgeOne(slo, burnSlots(slo, request), reading)
      : { lines: [], absence: { kind: 'tooMany' as const } }),
  }));
}

interface Reading extends SlotReading {
  request: BudgetSeriesRequest;
}

/** Points of error ratios in [0, 1]. */
type Ratios = readonly BudgetPoint[];

type RatiosRead = { state: 'ok'; ratios: Ratios } | { state: 'absent'; absence: SlotsAbsence };

function judgeOne(slo: JudgedSlo, use: SlotUse | null, reading: Reading): Pick<BurnRates, 'lines' | 'absence'> {
  const absent = (absence: OverTimeAbsence) => ({ lines: [], absence });
  const { objectiveRatio } = slo;
  const lines = burnLines(slo, reading.request);
  if (isComposite(slo)) {
    return absent({ kind: 'composite' });
  }
  if (objectiveRatio === null) {
    return absent({ kind: 'objectiveUnknown' });
  }
  if (slo.problems.some(({ kind }) => kind === 'sliStopped')) {
    return absent({ kind: 'stopped' });
  }
  if (lines.length === 0) {
    return absent({ kind: isSlicedOnly(slo) ? 'sliced' : 'slotsUnknown' });
  }
  const read = readLines(slo, lines, use, reading);
  const [failed] = read.flatMap(({ ratios }) => (ratios.state === 'absent' ? [ratios.absence] : []));
  const drawn = read.flatMap(({ line, ratios }): BurnRateLine[] =>
    ratios.state === 'absent'
      ? []
      : [
          {
            windowSeconds: line.windowSeconds,
            worst: tellsWorst(line, reading.request),
            points: ratios.ratios.map(({ timeSeconds, value }) => ({
              timeSeconds,
              value: value === null ? null : burnRate(value, objectiveRatio),
            })),
          },
        ]
  );
  return { lines: drawn, absence: drawn.length === 0 ? (failed ?? { kind: 'slotsUnknown' }) : null };
}

function readLines(slo: JudgedSlo, lines: readonly BurnLine[], use: SlotUse | null, reading: Reading) {
  const slots = use === null ? null : readSlots(use, reading);
  return lines.map((line): { line: BurnLine; ratios: RatiosRead } => {
    switch (line.kind) {
      case 'recorded':
        return { line, ratios: recordedRatios(line, reading) };
      case 'counted':
        return { line, ratios: countedRatios(slo, line, reading) };
      case 'slots':
        return {
          line,
          ratios:
            use === null || slots === null || slots.state === 'absent'
              ? { state: 'absent', absence: slots?.state === 'absent' ? slots.absence : { kind: 'stopped' } }
              : { state: 'ok', ratios: summedRatios(use, slots.slots, line, reading.request) },
        };
    }
  });
}

function recordedRatios(line: Extract<BurnLine, { kind: 'recorded' }>, { column, request }: Reading): RatiosRead {
  const { ratio, recorded } = line;
  const answer = column(recordedBurnId(line, tellsWorst(line, request)), recorded);
  if (answer.state === 'failed') {
    return { state: 'absent', absence: { kind: 'unmeasured', what: unmeasured('error', answer.reason) } };
  }
  const series = seriesOf(answer, ratio, recorded);
  if (series === undefined) {
    const what = unmeasured('noData', { kind: 'seriesMissing', metric: ratio.metric });
    return { state: 'absent', absence: { kind: 'unmeasured', what } };
  }
  const ratios = series.timesSeconds.map((timeSeconds, index) => {
    const value = series.values[index] ?? NaN;
    return { timeSeconds, value: Number.isFinite(value) ? (ratio.holds === 'bad' ? value : 1 - value) : null };
  });
  return { state: 'ok', ratios: withGaps(ratios, columnStep(answer, burnStep(request))) };
}

function countedRatios({ events }: JudgedSlo, line: BurnLine, { terms, part, request }: Reading): RatiosRead {
  const id = countedBurnId(line);
  const answers = events ? selectorsOf(events).map((selector) => part(id, termKey(terms, selector))) : [];
  const failed = answers.find(({ state }) => state === 'failed');
  if (!events || failed?.state === 'failed') {
    const reason = failed?.state === 'failed' ? failed.reason : { kind: 'noEvents' as const };
    return { state: 'absent', absence: { kind: 'unmeasured', what: unmeasured('error', reason) } };
  }
  const times = new Set(
    answers.flatMap((answer) => (answer.state === 'ok' ? answer.series : [])).flatMap(timesOfSeries)
  );
  const at = samplesByTime(terms, part, id);
  const ratios = [...times]
    .sort((a, b) => a - b)
    .map((timeSeconds) => ({
      timeSeconds,
      value: countEvents(events, (selector) => at(selector, timeSeconds), []).errorRatio.value,
    }));
  return { state: 'ok', ratios: withGaps(ratios, Math.max(burnStep(request), answeredStep(answers) ?? 0)) };
}

function timesOfSeries({ timesSeconds }: { timesSeconds: readonly number[] }): readonly number[] {
  return timesSeconds;
}

/** The ratio of the slots of a window at the end of every step; of windows shorter than a step the worst within it. */
function summedRatios(
  { stretch }: SlotUse,
  slots: Parameters<typeof runningSums>[0],
  line: BurnLine,
  request: BudgetSeriesRequest
): Ratios {
  const { startSeconds, slotSeconds } = stretch;
  const sums = runningSums(slots);
  const length = Math.max(1, Math.round(line.windowSeconds / slotSeconds));
  const every = Math.max(1, Math.round(burnStep(request) / slotSeconds));
  const first = Math.ceil((request.fromSeconds - startSeconds) / slotSeconds);
  const ratioAt = (end: number) => {
    const from = Math.max(0, end - length);
    const total = sums.total(from, end);
    return total > 0 ? sums.bad(from, end) / total : null;
  };
  const ends: number[] = [];
  for (let end = slots.length; end >= Math.max(1, first); end -= every) {
    ends.unshift(end);
  }
  return ends.map((end) => {
    const since = tellsWorst(line, request) ? Math.min(every, end) : 1;
    const ratios = Array.from({ length: since }, (_, index) => ratioAt(end - index)).filter((ratio) => ratio !== null);
    return {
      timeSeconds: startSeconds + end * slotSeconds,
      value: ratios.length === 0 ? null : ratios.reduce((worst, ratio) => Math.max(worst, ratio), -Infinity),
    };
  });
}
