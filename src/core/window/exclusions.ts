import type { Labels, Slo } from '../slo/slo';
import { epochOfLocal, localSeconds } from './zone';

const DAY_SECONDS = 86_400;

/** Time in which events count neither as good nor as bad. */
export interface Exclusion {
  /** For people. */
  reason: string;
  /** Who decided it, where that is known. */
  author?: string;
  /** Where it stands. What anybody can annotate must not decide about releases. */
  source: 'configuration' | 'annotation';
  /**
   * SLOs that it is for must have all of these labels, each with one of its values; no labels mean all SLOs. `service` and
   * `slo` count as labels.
   */
  match: Readonly<Record<string, readonly string[]>>;
  when: OneOff | Weekly;
}

export interface OneOff {
  kind: 'oneOff';
  /** Epoch seconds; the end is excluded no more. */
  startSeconds: number;
  endSeconds: number;
}

/** The same hours on the same day of every week, by the clock of a zone. */
export interface Weekly {
  kind: 'weekly';
  /** 0 is Sunday, as JavaScript and crontabs count. */
  weekday: number;
  /** Seconds after midnight, as the clock shows it; an end that is not later than the start is on the next day. */
  fromSeconds: number;
  toSeconds: number;
  /** IANA zone. */
  zone: string;
}

export interface Stretch {
  startSeconds: number;
  endSeconds: number;
}

export interface ExcludedTime extends Stretch {
  exclusions: readonly Exclusion[];
}

/** Whether an exclusion is for an SLO with these labels. */
export function isExcludedBy({ match }: Exclusion, labels: Labels): boolean {
  return Object.entries(match).every(([name, values]) => values.includes(labels[name] ?? ''));
}

/** The SLOs, each with the exclusions that are for it. */
export function withExclusions(slos: readonly Slo[], exclusions: readonly Exclusion[]): Slo[] {
  return slos.map((slo) => {
    const own = exclusions.filter((exclusion) =>
      isExcludedBy(exclusion, { ...slo.labels, service: slo.service, slo: slo.name })
    );
    return own.length === 0 ? slo : { ...slo, exclusions: own };
  });
}

/** Whether anything of it stands in an annotation. */
export function areAnnotated(excluded: readonly ExcludedTime[]): boolean {
  return excluded.some(({ exclusions }) => exclusions.some(({ source }) => source === 'annotation'));
}

/** What is excluded between two times, clipped to them, ascending, what overlaps or touches joined. */
export function excludedWithin(
  exclusions: readonly Exclusion[],
  { startSeconds, endSeconds }: Stretch
): ExcludedTime[] {
  const all = exclusions
    .flatMap((exclusion) =>
      occurrences(exclusion.when, startSeconds, endSeconds).map((time) => ({
        startSeconds: Math.max(time.startSeconds, startSeconds),
        endSeconds: Math.min(time.endSeconds, endSeconds),
        exclusion,
      }))
    )
    .filter((time) => time.endSeconds > time.startSeconds)
    .sort((a, b) => a.startSeconds - b.startSeconds || a.endSeconds - b.endSeconds);
  const joined: ExcludedTime[] = [];
  for (const { exclusion, ...time } of all) {
    const last = joined.at(-1);
    if (last && time.startSeconds <= last.endSeconds) {
      joined[joined.length - 1] = {
        startSeconds: last.startSeconds,
        endSeconds: Math.max(last.endSeconds, time.endSeconds),
        exclusions: [...new Set([...last.exclusions, exclusion])],
      };
    } else {
      joined.push({ ...time, exclusions: [exclusion] });
    }
  }
  return joined;
}

/** What is left between two times when the excluded is taken out. @param excluded as `excludedWithin` gives it */
export function keptWithin(excluded: readonly Stretch[], { startSeconds, endSeconds }: Stretch): Stretch[] {
  const starts = [startSeconds, ...excluded.map((time) => time.endSeconds)];
  const ends = [...excluded.map((time) => time.startSeconds), endSeconds];
  return starts
    .map((start, index) => ({ startSeconds: start, endSeconds: ends[index] ?? start }))
    .filter((kept) => kept.endSeconds > kept.startSeconds);
}

function occurrences(when: OneOff | Weekly, startSeconds: number, endSeconds: number): Stretch[] {
  if (when.kind === 'oneOff') {
    return [when];
  }
  const { weekday, zone, fromSeconds, toSeconds } = when;
  // An occurrence that began the day before may reach into the time, and no clock is a day off.
  const first = Math.floor(localSeconds(zone, startSeconds) / DAY_SECONDS) - 2;
  const last = Math.floor(localSeconds(zone, endSeconds) / DAY_SECONDS) + 1;
  const lengthSeconds = toSeconds > fromSeconds ? toSeconds - fromSeconds : toSeconds + DAY_SECONDS - fromSeconds;
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return days
    .filter((day) => weekdayOf(day) === weekday)
    .map((day) => {
      const local = day * DAY_SECONDS + fromSeconds;
      return { startSeconds: epochOfLocal(zone, local), endSeconds: epochOfLocal(zone, local + lengthSeconds) };
    });
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(dayOfEpoch: number): number {
  return (((dayOfEpoch + 4) % 7) + 7) % 7;
}
