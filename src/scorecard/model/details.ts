import type { AlertSeverity } from '../../core/budget/alertPairs';
import { DATA_STATES } from './dataStates';
import type { BurnRateDetail, MemberDetail, PeriodDetail, ProblemDetail } from '../../core/frame/sloTable';
import { parseDuration } from '../../core/window/duration';
import { asNumber, asRecord, asRecords, asText, oneOf } from './values';

/** The part of `SloDetails` that a row shows, whatever the frame held. */
export interface RowDetails {
  burnRates: ReadonlyMap<number, Pick<BurnRateDetail, 'state' | 'reason'>>;
  /** The pairs that fire. */
  firing: readonly FiringPair[];
  problems: readonly ProblemDetail[];
  members: readonly MemberDetail[];
  method: string;
  /** What the budget is read from, as PromQL. */
  readFrom: readonly string[];
  trendReason: string;
  eventMethod: string;
  coverageRatio: number | null;
  sinceMilliseconds: number | null;
  burningSinceSeen: boolean;
  exhaustionRateWindow: string;
  exhaustionCountsPayback: boolean;
  period: PeriodDetail | null;
  /** Excluded times, each in words. */
  excluded: readonly string[];
  atMilliseconds: number | null;
}

export interface FiringPair {
  severity: AlertSeverity;
  windowsSeconds: readonly number[];
  factor: number;
  comparison: '>' | '>=';
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
      const comparison = oneOf(pair.comparison, ['>', '>='] as const) ?? '>';
      return pair.state === 'firing' && severity && factor !== null
        ? [{ severity, windowsSeconds, factor, comparison }]
        : [];
    }),
    problems: asRecords(details.problems).flatMap(({ severity, text }) =>
      asText(text) === '' ? [] : [{ severity: severity === 'error' ? 'error' : 'warning', text: asText(text) }]
    ),
    members: asRecords(details.members).flatMap(readMember),
    method: asText(details.method),
    readFrom: readTexts(details.readFrom),
    trendReason: asText(details.trendReason),
    eventMethod: asText(details.eventMethod),
    coverageRatio: asNumber(details.coverageRatio),
    sinceMilliseconds: asNumber(details.sinceMilliseconds),
    burningSinceSeen: details.burningSinceSeen === true,
    exhaustionRateWindow: asText(details.exhaustionRateWindow),
    exhaustionCountsPayback: details.exhaustionCountsPayback === true,
    period: readPeriod(details.period),
    excluded: readTexts(details.excluded),
    atMilliseconds: asNumber(details.atMilliseconds),
  };
}

function readTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(asText).filter((text) => text !== '') : [];
}

function readMember(member: Record<string, unknown>): MemberDetail[] {
  const [weight, objective] = [asNumber(member.weight), asNumber(member.objective)];
  const state = oneOf(member.state, DATA_STATES);
  return weight === null || objective === null || !state
    ? []
    : [
        {
          name: asText(member.name),
          weight,
          objective,
          sli: asNumber(member.sli),
          spent: asNumber(member.spent),
          state,
          reason: asText(member.reason),
          badEvents: asNumber(member.badEvents),
          totalEvents: asNumber(member.totalEvents),
        },
      ];
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
