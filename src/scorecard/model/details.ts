import type { AlertSeverity } from '../../core/budget/alertPairs';
import { DATA_STATES } from './dataStates';
import type { BurnRateDetail, PeriodDetail, ProblemDetail } from '../../core/frame/sloTable';
import { parseDuration } from '../../core/window/duration';
import { asNumber, asRecord, asRecords, asText, oneOf } from './values';

/** The part of `SloDetails` that a row shows, whatever the frame held. */
export interface RowDetails {
  burnRates: ReadonlyMap<number, Pick<BurnRateDetail, 'state' | 'reason'>>;
  /** The pairs that fire. */
  firing: ReadonlyArray<{ severity: AlertSeverity; windowsSeconds: readonly number[]; factor: number }>;
  problems: readonly ProblemDetail[];
  method: string;
  eventMethod: string;
  coverageRatio: number | null;
  sinceMilliseconds: number | null;
  exhaustionRateWindow: string;
  exhaustionCountsPayback: boolean;
  period: PeriodDetail | null;
  atMilliseconds: number | null;
}

export function readDetails(value: unknown): RowDetails {
  const details = asRecord(value);
  return {
    burnRates: new Map(
      asRecords(details.burnRates).flatMap((rate) => {
        const seconds = asNumber(rate.windowSeconds) ?? parseDuration(asText(rate.window));
        const state = oneOf(rate.state, DATA_STATES);
        return seconds === null || !state ? [] : [[seconds, { state, reason: asText(rate.reason) }]];
      })
    ),
    firing: asRecords(details.pairs).flatMap((pair) => {
      const factor = asNumber(pair.factor);
      const severity = oneOf(pair.severity, ['page', 'ticket'] as const);
      const windowsSeconds = [pair.short, pair.long].flatMap((text) => parseDuration(asText(text)) ?? []);
      return pair.state === 'firing' && severity && factor !== null ? [{ severity, windowsSeconds, factor }] : [];
    }),
    problems: asRecords(details.problems).flatMap(({ severity, text }) =>
      asText(text) === '' ? [] : [{ severity: severity === 'error' ? 'error' : 'warning', text: asText(text) }]
    ),
    method: asText(details.method),
    eventMethod: asText(details.eventMethod),
    coverageRatio: asNumber(details.coverageRatio),
    sinceMilliseconds: asNumber(details.sinceMilliseconds),
    exhaustionRateWindow: asText(details.exhaustionRateWindow),
    exhaustionCountsPayback: details.exhaustionCountsPayback === true,
    period: readPeriod(details.period),
    atMilliseconds: asNumber(details.atMilliseconds),
  };
}

function readPeriod(value: unknown): PeriodDetail | null {
  const period = asRecord(value);
  const startMilliseconds = asNumber(period.startMilliseconds);
  const endMilliseconds = asNumber(period.endMilliseconds);
  return startMilliseconds === null || endMilliseconds === null
    ? null
    : {
        name: asText(period.name),
        text: asText(period.text),
        budget: asText(period.budget),
        startMilliseconds,
        endMilliseconds,
      };
}
