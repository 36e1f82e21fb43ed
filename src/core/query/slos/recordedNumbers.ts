import { measured, partial, unmeasured, type Measured } from '../../budget/dataState';
import type { Problem } from '../../slo/slo';
import { columnId, instantValue, type Column, type ReadColumn } from '../columns';
import { withCoverage } from '../coverage';
import type { Numbers } from './numbers';
import { coverageStepSeconds, slotsId, type RecordedSlo } from './recordedPlan';
import type { SliMethod } from './row';

/** The numbers a tool has recorded, with the reason beside each that it has not. */
export function recordedNumbers(slo: RecordedSlo, toSeconds: number, read: ReadColumn): Numbers {
  const problems: Problem[] = [];
  const errorRatios = new Map(
    [...slo.recorded.errorRatioMetrics].map(([seconds, metric]) => [seconds, errorRatio(slo, metric, read, problems)])
  );
  const { windowErrorRatio, method } = overWindow(slo, toSeconds, errorRatios, read, problems);
  return { errorRatios, windowErrorRatio, method, problems };
}

/** The error ratio that a metric holds for this SLO, with the reason when it holds none. */
function errorRatio(slo: RecordedSlo, metric: string, read: ReadColumn, problems: Problem[]): Measured {
  const column = read(columnId(metric), slo.recorded);
  if (column.state === 'failed') {
    return unmeasured('error', column.reason);
  }
  const value = instantValue(column, slo.recorded);
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
  if ((value < 0 || value > 1) && !problems.some(({ kind }) => kind === 'valueOutOfRange')) {
    problems.push({ kind: 'valueOutOfRange', metric, value });
  }
  return column.warning === undefined
    ? measured(value)
    : partial(value, { kind: 'upstreamWarning', message: column.warning });
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
  const { windowErrorRatioMetric, slot } = slo.recorded;
  const ofSlots: SliMethod = { kind: 'meanOfSlots', metric: slot.metric, slotSeconds: slot.seconds };
  const recorded: SliMethod =
    windowErrorRatioMetric === null ? ofSlots : { kind: 'recorded', metric: windowErrorRatioMetric };
  const current = errorRatios.get(slot.seconds);
  const own = windowErrorRatioMetric === null ? current : errorRatio(slo, windowErrorRatioMetric, read, problems);
  if (!own || own.state === 'error' || current?.state === 'error') {
    const failed =
      own?.state === 'error' ? own : (current ?? unmeasured('noData', { kind: 'seriesMissing', metric: slot.metric }));
    return { windowErrorRatio: failed, method: recorded };
  }
  if (current?.state === 'noData' && own.state !== 'noData') {
    return {
      windowErrorRatio: unmeasured('noData', { kind: 'sliStopped', metric: slot.metric }),
      method: recorded,
    };
  }
  if (own.state === 'noTraffic' || (windowErrorRatioMetric === null && own.state !== 'noData')) {
    return { windowErrorRatio: fromSlots(slo, toSeconds, read), method: ofSlots };
  }
  return { windowErrorRatio: own.state === 'measured' ? covered(own, slo, toSeconds, read) : own, method: recorded };
}

/** The tool's rule gives a number from however few slots there are. */
function covered(own: Measured, slo: RecordedSlo, toSeconds: number, read: ReadColumn): Measured {
  const { recorded, window } = slo;
  const slots = read(slotsId('recorded', slo), recorded);
  if (slots.state === 'failed') {
    return unmeasured('error', slots.reason);
  }
  const since = instantValue(read(slotsId('begin', slo), recorded), recorded) ?? NaN;
  return withCoverage(restricted(own, slots), coverage(slo, read), since, { seconds: window.seconds, toSeconds });
}

function coverage(slo: RecordedSlo, read: ReadColumn): number {
  const looks = instantValue(read(slotsId('recorded', slo), slo.recorded), slo.recorded) ?? 0;
  return Math.min(1, looks / (slo.window.seconds / coverageStepSeconds(slo)));
}

function fromSlots(slo: RecordedSlo, toSeconds: number, read: ReadColumn): Measured {
  const { recorded, window } = slo;
  const { slot, windowErrorRatioMetric } = recorded;
  if (!recorded.poisoned && windowErrorRatioMetric !== null) {
    return unmeasured('gapsSkipped', { kind: 'newlyPoisoned', metric: windowErrorRatioMetric });
  }
  const mean = read(slotsId('mean', slo), recorded);
  const traffic = read(slotsId('withTraffic', slo), recorded);
  const slots = read(slotsId('recorded', slo), recorded);
  for (const column of [mean, traffic, slots]) {
    if (column.state === 'failed') {
      return unmeasured('error', column.reason);
    }
  }
  const value = instantValue(mean, recorded);
  if (value === undefined || Number.isNaN(value)) {
    return unmeasured('noTraffic', { kind: 'ratioUndefined', metric: windowErrorRatioMetric ?? slot.metric });
  }
  const withTraffic = instantValue(traffic, recorded) ?? 0;
  const slotsInWindow = window.seconds / slot.seconds;
  const withoutGaps = withTraffic >= WITHOUT_GAPS_RATIO * coverage(slo, read) * slotsInWindow;
  if (windowErrorRatioMetric === null && withoutGaps) {
    return covered(restricted(restricted(measured(value), mean), traffic), slo, toSeconds, read);
  }
  const gapsSkipped: Measured = {
    state: 'gapsSkipped',
    value,
    // A slot known to have had no traffic has been seen; only a slot that was never recorded is missing.
    coverageRatio: coverage(slo, read),
    reason: { kind: 'gapsSkipped', slots: withTraffic, slotsInWindow, slotSeconds: slot.seconds },
  };
  return covered(restricted(restricted(gapsSkipped, mean), traffic), slo, toSeconds, read);
}

/** A number made of an answer that the upstream restricts is restricted itself. */
function restricted(own: Measured, column: Column): Measured {
  const message = column.state === 'ok' ? column.warning : undefined;
  return own.value === null || message === undefined ? own : partial(own.value, { kind: 'upstreamWarning', message });
}

/** Share of the recorded slots with traffic from which none counts as left out. */
const WITHOUT_GAPS_RATIO = 0.99;
