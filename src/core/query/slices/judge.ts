import { isShare } from '../../budget/budget';
import { measured, partial, unmeasured, type Measured } from '../../budget/dataState';
import { print } from '../../promql/print';
import type { Problem } from '../../slo/slo';
import { watchedWindows } from '../../slo/watched';
import { withCoverage } from '../coverage';
import { absenceFindings } from '../events/count';
import { uncountable } from '../judgedSlo';
import type { Numbers } from '../slos/numbers';
import type { ReadPart } from '../union';
import { sliceKey, slicesId, sliceWindows, type Asked, type SlicedSlo } from './plan';

/** The numbers of an SLO by its slices of time. */
export function sliceNumbers(slo: SlicedSlo, toSeconds: number, read: ReadPart): Numbers {
  const { slices, window, excluded } = slo;
  const watched = watchedWindows(slo);
  const errorRatios = new Map(
    sliceWindows(slo)
      .filter((seconds) => watched.has(seconds))
      .map((seconds) => [seconds, errorRatioOver(seconds, slo, toSeconds, read)])
  );
  const windowErrorRatio = uncountable(window) ?? errorRatioOver(window.seconds, slo, toSeconds, read);
  const problems: Problem[] = [];
  if (windowErrorRatio.value !== null && !isShare(windowErrorRatio.value)) {
    problems.push({ kind: 'ratioOutOfRange', value: windowErrorRatio.value });
  }
  const counted = read(slicesId(window.seconds), sliceKey(slo, 'counted'));
  if (windowErrorRatio.value !== null && counted.state === 'ok' && counted.series.length === 0) {
    problems.push(...absenceFindings(slices.events));
  }
  if (excluded.length > 0) {
    problems.push({ kind: 'exclusionsIgnored' });
  }
  return { errorRatios, windowErrorRatio, method: { kind: 'slices', slices }, problems };
}

/** Share of bad slices, or mean error ratio of the slices, over a window. A slice without traffic counts for nothing. */
function errorRatioOver(seconds: number, slo: SlicedSlo, toSeconds: number, read: ReadPart): Measured {
  const { slices } = slo;
  const answerTo = (asked: Asked) => read(slicesId(seconds), sliceKey(slo, asked));
  const answers = { mean: answerTo('mean'), rated: answerTo('rated'), busy: answerTo('busy'), seen: answerTo('seen') };
  let warning: string | undefined;
  for (const answer of Object.values(answers)) {
    if (answer.state === 'failed') {
      return unmeasured('error', answer.reason);
    }
    warning ??= answer.warning;
  }
  const value = (asked: keyof typeof answers) => {
    const answer = answers[asked];
    return answer.state === 'ok' ? answer.series[0]?.values[0] : undefined;
  };
  const rated = value('rated') ?? 0;
  const busy = value('busy') ?? 0;
  const seen = value('seen') ?? 0;
  const mean = value('mean');
  if (seen === 0) {
    return unmeasured('noData', { kind: 'seriesMissing', metric: print(slices.events.total[0].selector) });
  }
  if (busy === 0) {
    return unmeasured('noTraffic', { kind: 'noEvents' });
  }
  if (mean === undefined || !Number.isFinite(mean)) {
    return unmeasured('noData', { kind: 'seriesMissing', metric: print(slices.events.part[0].selector) });
  }
  if (warning !== undefined) {
    return partial(1 - mean, { kind: 'upstreamWarning', message: warning });
  }
  const slotsInWindow = slicesWithin(seconds, toSeconds, slices.seconds);
  // Slices whose events could not be told are as good as not seen.
  const coverageRatio = Math.min(1, (seen - (busy - rated)) / slotsInWindow);
  const own: Measured =
    busy === seen
      ? measured(1 - mean)
      : {
          state: 'gapsSkipped',
          value: 1 - mean,
          coverageRatio,
          reason: { kind: 'gapsSkipped', slots: seen - busy, slotsInWindow, slotSeconds: slices.seconds },
        };
  return withCoverage(own, coverageRatio, NaN, { seconds, toSeconds });
}

/** How many slices end within a window. */
function slicesWithin(seconds: number, toSeconds: number, sliceSeconds: number): number {
  const ended = (timeSeconds: number) => Math.floor(timeSeconds / sliceSeconds);
  return Math.max(1, ended(toSeconds) - ended(toSeconds - seconds));
}
