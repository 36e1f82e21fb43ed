import { isProperRatio } from '../parameters';
import { type Decision, unknown } from '../verdict';

/** The requirement that the peak over a horizon leaves at least `leastHeadroomRatio` of the capacity free. */
export interface HeadroomCriterion {
  leastHeadroomRatio: number;
  alpha: number;
}

/** Bounds of a forecast, each with confidence 1 - alpha, and how they did on the past. */
export interface PeakForecast {
  peakLower: number;
  peakUpper: number;
  capacity: number;
  /** Null where the bounds were never compared with what came. */
  backtest: { origins: number; coverageRatio: number } | null;
}

export interface HeadroomDecision extends Decision {
  lowerRatio: number | null;
  upperRatio: number | null;
}

/** By how much the coverage in the backtest may fall short of 1 - alpha. */
const COVERAGE_SLACK = 0.05;

/**
 * Capacity headroom, criterion (f). The levels hold only where the errors of forecasts are exchangeable, which nobody knows
 * beforehand: without a backtest of ceil(1/alpha) - 1 origins that the bounds covered, it decides nothing.
 */
export function judgeHeadroom(
  { leastHeadroomRatio, alpha }: HeadroomCriterion,
  forecast: PeakForecast
): HeadroomDecision {
  const { peakLower, peakUpper, capacity, backtest } = forecast;
  const usable =
    isProperRatio(alpha) &&
    leastHeadroomRatio >= 0 &&
    leastHeadroomRatio < 1 &&
    peakLower >= 0 &&
    peakLower <= peakUpper &&
    peakUpper < Infinity &&
    capacity > 0 &&
    capacity < Infinity;
  if (!usable) {
    return { ...unknown('DATA_QUALITY'), lowerRatio: null, upperRatio: null };
  }
  const [lowerRatio, upperRatio] = [1 - peakUpper / capacity, 1 - peakLower / capacity];
  const validated =
    backtest !== null &&
    backtest.origins >= Math.ceil(1 / alpha) - 1 &&
    backtest.coverageRatio >= 1 - alpha - COVERAGE_SLACK;
  const most = capacity * (1 - leastHeadroomRatio);
  const decision: Decision = !validated
    ? unknown('MODEL_UNVALIDATED')
    : peakUpper <= most
      ? { verdict: 'PASS', reason: null, pFail: null }
      : peakLower > most
        ? { verdict: 'FAIL', reason: null, pFail: null }
        : unknown('INSUFFICIENT_SAMPLE');
  return { ...decision, lowerRatio, upperRatio };
}
