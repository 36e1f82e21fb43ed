import type { AlertPair, AlertSeverity } from '../../budget/alertPairs';
import type { Place } from '../../document/place';
import { formatDuration, parseDuration } from '../../window/duration';

const DEFAULT_PERIOD_SECONDS = 30 * 86_400;

/** The one period of all of Sloth's SLOs, which no document of an SLO says: it is a setting of the process. */
export interface SlothPeriod {
  seconds: number;
  /** True where no document tells it. */
  assumed: boolean;
  /** Absent where no document defines them. */
  pairs?: readonly AlertPair[];
}

/**
 * The period by the `AlertWindows` documents: that of the only one, Sloth's own default where there are none, or several
 * for different periods.
 */
export function readSlothPeriod(documents: ReadonlyArray<{ document: number; place: Place }>): SlothPeriod {
  const byPeriod = new Map<number, { document: number; place: Place; pairs: AlertPair[] }>();
  for (const { document, place } of documents) {
    const period = place.get('spec').get('sloPeriod');
    const read = readAlertWindows(place);
    const first = read && byPeriod.get(read.seconds);
    if (first) {
      period.report({ kind: 'duplicateName', value: formatDuration(read.seconds), document: first.document });
    } else if (read) {
      byPeriod.set(read.seconds, { document, place: period, pairs: read.pairs });
    }
  }
  const [only] = byPeriod.size === 1 ? byPeriod.keys() : [];
  const seconds = only ?? DEFAULT_PERIOD_SECONDS;
  for (const [other, { place }] of byPeriod) {
    if (other !== seconds) {
      const [value, used] = [formatDuration(other), formatDuration(seconds)];
      place.report({ kind: 'periodNotUsed', value, used }, 'warning');
    }
  }
  const pairs = byPeriod.get(seconds)?.pairs;
  return { seconds, assumed: only === undefined, ...(pairs === undefined ? {} : { pairs }) };
}

function readAlertWindows(place: Place): { seconds: number; pairs: AlertPair[] } | null {
  place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec']);
  const spec = place.get('spec');
  if (!spec.isMap()) {
    return null;
  }
  spec.allowKeys(['sloPeriod', 'page', 'ticket']);
  const seconds = readDuration(spec.get('sloPeriod'));
  const tiers = (['page', 'ticket'] as const).flatMap((severity) => {
    const both = spec.get(severity);
    both.allowKeys(['quick', 'slow']);
    return both.isMap() ? ['quick', 'slow'].map((speed) => readPair(both.get(speed), severity, seconds)) : [null];
  });
  const pairs = tiers.filter((pair) => pair !== null);
  return seconds === null || pairs.length < tiers.length ? null : { seconds, pairs };
}

/** Source of the factor: Sloth's alert windows, which say a share of the budget of the period. */
function readPair(place: Place, severity: AlertSeverity, periodSeconds: number | null): AlertPair | null {
  if (!place.isMap()) {
    return null;
  }
  place.allowKeys(['errorBudgetPercent', 'shortWindow', 'longWindow']);
  const percentPlace = place.get('errorBudgetPercent');
  const percent = percentPlace.exists ? percentPlace.optionalNumber() : percentPlace.report({ kind: 'missing' });
  const shortSeconds = readDuration(place.get('shortWindow'));
  const longSeconds = readDuration(place.get('longWindow'));
  if (percent !== null && !(percent > 0 && percent <= 100)) {
    return percentPlace.report({
      kind: 'outOfRange',
      value: percent,
      above: 0,
      below: 100,
      meant: null,
      including: 'below',
    });
  }
  return percent === null || shortSeconds === null || longSeconds === null || periodSeconds === null
    ? null
    : { severity, shortSeconds, longSeconds, factor: (percent * periodSeconds) / (100 * longSeconds) };
}

function readDuration(place: Place): number | null {
  const text = place.text();
  const seconds = text === null ? null : parseDuration(text);
  return text === null || (seconds !== null && seconds > 0)
    ? seconds
    : place.report({ kind: 'notADuration', value: text });
}
