import { isShare } from '../../budget/budget';
import { measured, partial, unmeasured, type Measured } from '../../budget/dataState';
import type { Problem, RatioMetric, RatioSlot } from '../../slo/slo';
import { columnId, instantValue, metricKey, type Column, type ReadColumn } from '../columns';
import { withCoverage } from '../coverage';
import { isJudgedByKeptSlots, readKeptSlots } from './keptSlots';
import type { Numbers } from './numbers';
import { coverageStepSeconds, isSlotted, slotsId, type RecordedSlo, type SlottedSlo } from './recordedPlan';
import type { SliMethod } from './row';

/** The numbers a tool has recorded, with the reason beside each that it has not. */
export function recordedNumbers(slo: RecordedSlo, toSeconds: number, read: ReadColumn): Numbers {
  const problems: Problem[] = [];
  const errorRatios = new Map(
    [...slo.recorded.ratios].map(([seconds, ratio]) => [seconds, errorRatio(slo, ratio, read, problems)])
  );
  const { windowErrorRatio, method } = overWindow(slo, toSeconds, errorRatios, read, problems);
  return { errorRatios, windowErrorRatio, method, problems };
}

/** The error ratio that a metric tells of this SLO, with the reason when it tells none. */
function errorRatio(slo: RecordedSlo, ratio: RatioMetric, read: ReadColumn, problems: Problem[]): Measured {
  const { metric } = ratio;
  const column = read(columnId(ratio), slo.recorded);
  if (column.state === 'failed') {
    return unmeasured('error', column.reason);
  }
  const [stopped] = slo.problems.flatMap((problem) => (problem.kind === 'pushStopped' ? [problem] : []));
  if (stopped) {
    return unmeasured('noData', stopped);
  }
  const value = instantValue(column, ratio, slo.recorded);
  if (value === undefined) {
    const [known] = slo.problems.flatMap((problem) =>
      problem.kind === 'rulesStopped' || problem.kind === 'sliMissing' ? [problem] : []
    );
    return unmeasured('noData', known ?? { kind: 'seriesMissing', metric });
  }
  if (Number.isNaN(value)) {
    return unmeasured('noTraffic', { kind: 'ratioUndefined', metric });
  }
  // One impossible value is enough to say so; its siblings come from the same events.
  if (!isShare(value) && !problems.some(({ kind }) => kind === 'valueOutOfRange')) {
    problems.push({ kind: 'valueOutOfRange', metric, value });
  }
  const bad = badShare(ratio, value);
  return column.warning === undefined
    ? measured(bad)
    : partial(bad, { kind: 'upstreamWarning', message: column.warning });
}

function badShare({ holds }: RatioMetric, value: number): number {
  return holds === 'bad' ? value : 1 - value;
}

/**
 * The error ratio over the SLO window: the tool's own where it is a number; the mean of its slots with traffic where a
 * slot without traffic has turned it into NaN, or where another window than the tool's is judged; nothing where the short
 * ratios have stopped, because the recorded ratio then speaks of the past only.
 */
function overWindow(
  slo: RecordedSlo,
  toSeconds: number,
  errorRatios: ReadonlyMap<number, Measured>,
  read: ReadColumn,
  problems: Problem[]
): Pick<Numbers, 'windowErrorRatio' | 'method'> {
  const { windowRatio, slot, weighs } = slo.recorded;
  const ofSlots: SliMethod =
    slot === null ? { kind: 'none' } : { kind: 'meanOfSlots', metric: slot.ratio.metric, slotSeconds: slot.seconds };
  const recorded: SliMethod =
    windowRatio === null ? ofSlots : { kind: 'recorded', tool: slo.tool, metric: windowRatio.metric, weighs };
  const current = slot === null ? undefined : slotRatio(slo, slot, errorRatios, read, problems);
  const own = windowRatio === null ? current : errorRatio(slo, windowRatio, read, problems);
  if (!own) {
    return { windowErrorRatio: unmeasured('noData', { kind: 'windowNotRecorded' }), method: recorded };
  }
  if (own.state === 'error' || current?.state === 'error') {
    return { windowErrorRatio: own.state === 'error' ? own : (current ?? own), method: recorded };
  }
  if (slot !== null && current?.state === 'noData' && own.state !== 'noData') {
    return {
      windowErrorRatio: unmeasured('noData', { kind: 'sliStopped', metric: slot.ratio.metric }),
      method: recorded,
    };
  }
  if (!isSlotted(slo)) {
    if (slo.excluded.length > 0 && slo.events === undefined) {
      problems.push({ kind: 'exclusionsIgnored' });
    }
    return { windowErrorRatio: own, method: recorded };
  }
  if (isJudgedByKeptSlots(slo)) {
    return { windowErrorRatio: fromKept(slo, toSeconds, read), method: ofSlots };
  }
  if (own.state === 'noTraffic' && windowRatio !== null && (weighs === 'events' || weighs === 'query')) {
    // It is not made of slots, so that none of them can have turned it into NaN.
    return { windowErrorRatio: own, method: recorded };
  }
  if (own.state === 'noTraffic' || (windowRatio === null && own.state !== 'noData')) {
    return { windowErrorRatio: fromSlots(slo, toSeconds, read), method: ofSlots };
  }
  return { windowErrorRatio: own.state === 'measured' ? covered(own, slo, toSeconds, read) : own, method: recorded };
}

/** The newest of the short ratios, which are mostly among those that alerts look at. */
function slotRatio(
  slo: RecordedSlo,
  { ratio }: RatioSlot,
  errorRatios: ReadonlyMap<number, Measured>,
  read: ReadColumn,
  problems: Problem[]
): Measured {
  // Not by the seconds between two looks, in which another ratio may be recorded: slots of 3m are looked at every 5m.
  const [seconds] = [...slo.recorded.ratios].find(([, recorded]) => metricKey(recorded) === metricKey(ratio)) ?? [];
  const known = seconds === undefined ? undefined : errorRatios.get(seconds);
  return known ?? errorRatio(slo, ratio, read, problems);
}

/** The tool's rule gives a number from however few slots there are. */
function covered(own: Measured, slo: SlottedSlo, toSeconds: number, read: ReadColumn): Measured {
  const { recorded, window } = slo;
  const slots = read(slotsId('recorded', slo), recorded);
  if (slots.state === 'failed') {
    return unmeasured('error', slots.reason);
  }
  const since = instantValue(read(slotsId('begin', slo), recorded), recorded.slot.ratio, recorded) ?? NaN;
  return withCoverage(restricted(own, slots), coverage(slo, read), since, { seconds: window.seconds, toSeconds });
}

function coverage(slo: SlottedSlo, read: ReadColumn): number {
  const { recorded } = slo;
  const looks = instantValue(read(slotsId('recorded', slo), recorded), recorded.slot.ratio, recorded) ?? 0;
  return Math.min(1, looks / (slo.window.seconds / coverageStepSeconds(slo)));
}

function fromSlots(slo: SlottedSlo, toSeconds: number, read: ReadColumn): Measured {
  const { recorded, window } = slo;
  const { slot, windowRatio } = recorded;
  if (!recorded.poisoned && windowRatio !== null) {
    return unmeasured('gapsSkipped', { kind: 'newlyPoisoned', metric: windowRatio.metric });
  }
  const mean = read(slotsId('mean', slo), recorded);
  const traffic = read(slotsId('withTraffic', slo), recorded);
  const slots = read(slotsId('recorded', slo), recorded);
  for (const column of [mean, traffic, slots]) {
    if (column.state === 'failed') {
      return unmeasured('error', column.reason);
    }
  }
  const value = instantValue(mean, slot.ratio, recorded);
  if (value === undefined || Number.isNaN(value)) {
    return unmeasured('noTraffic', { kind: 'ratioUndefined', metric: (windowRatio ?? slot.ratio).metric });
  }
  const withTraffic = instantValue(traffic, slot.ratio, recorded) ?? 0;
  const slotsInWindow = window.seconds / slot.seconds;
  const withoutGaps = withTraffic >= WITHOUT_GAPS_RATIO * coverage(slo, read) * slotsInWindow;
  if (windowRatio === null && withoutGaps) {
    return covered(restricted(restricted(measured(badShare(slot.ratio, value)), mean), traffic), slo, toSeconds, read);
  }
  const gapsSkipped: Measured = {
    state: 'gapsSkipped',
    value: badShare(slot.ratio, value),
    // A slot known to have had no traffic has been seen; only a slot that was never recorded is missing.
    coverageRatio: coverage(slo, read),
    reason: { kind: 'gapsSkipped', slots: withTraffic, slotsInWindow, slotSeconds: slot.seconds },
  };
  return covered(restricted(restricted(gapsSkipped, mean), traffic), slo, toSeconds, read);
}

/** The mean of the short ratios with traffic in what exclusions leave of the window. */
function fromKept(slo: SlottedSlo, toSeconds: number, read: ReadColumn): Measured {
  const { recorded, window } = slo;
  const { ratio, seconds } = recorded.slot;
  const kept = readKeptSlots(slo, toSeconds, read);
  const failed = kept.columns.find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') {
    return unmeasured('error', failed.reason);
  }
  if (kept.seconds === 0) {
    return unmeasured('noTraffic', { kind: 'allExcluded' });
  }
  if (kept.withTraffic === 0) {
    return unmeasured('noTraffic', { kind: 'ratioUndefined', metric: ratio.metric });
  }
  const coverageRatio = Math.min(1, (kept.recorded * seconds) / kept.seconds);
  const mean = measured(kept.bad / kept.withTraffic);
  const since = instantValue(read(slotsId('begin', slo), recorded), ratio, recorded) ?? NaN;
  return withCoverage(kept.columns.reduce(restricted, mean), coverageRatio, since, {
    seconds: window.seconds,
    toSeconds,
  });
}

/** A number made of an answer that the upstream restricts is restricted itself. */
function restricted(own: Measured, column: Column): Measured {
  const message = column.state === 'ok' ? column.warning : undefined;
  return own.value === null || message === undefined ? own : partial(own.value, { kind: 'upstreamWarning', message });
}

/** Share of the recorded slots with traffic from which none counts as left out. */
const WITHOUT_GAPS_RATIO = 0.99;
