import { aggregate, binary, number, selector, type Expr } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import { countedSelector } from '../counted';
import { VERSION_LABELS } from '../events/groupCounts';
import type { RulesAnswer } from '../../rules/rules';
import { jobsOf } from '../releases/plan';
import { atMost, isCut, MOST_POINTS, timesIn, type PointsBound } from '../points';
import type { Answer, Answers, RangeQuery, Series } from '../port';
import type { SloRow } from '../slos/row';
import { rulesBefore } from './rules';

/** How long before the onset changes are looked for, and how long after it: what came with it may be seen a little later. */
const BEFORE_SECONDS = 30 * 60;
const AFTER_SECONDS = 5 * 60;
/** What was there in the minutes before that was there all along. */
const KNOWN_SECONDS = 5 * 60;
const STEP_SECONDS = 60;
/** Series of a service that must be gone for its targets to be lost; a restart of one pod is none. */
const LOST_RATIO = 0.1;

const VERSIONS_ID = 'before:versions';
const TARGETS_ID = 'before:targets';
const ALERTS_ID = 'before:alerts';

/** Something that was not so before. */
export type Change =
  | { kind: 'version'; atSeconds: number; label: string; value: string }
  /** Series of what is counted that are no longer there. */
  | { kind: 'seriesLost'; atSeconds: number; job: string; before: number; after: number }
  /** So many more targets of the job than before cannot be scraped. */
  | { kind: 'targetsDown'; atSeconds: number; job: string; count: number }
  | { kind: 'alert'; atSeconds: number; name: string }
  /** Rules whose newest evaluation, at that time, failed; nobody tells since when. The first is named. */
  | { kind: 'rulesFail'; atSeconds: number; count: number; name: string; message: string }
  /** No rule of the data source has been evaluated since. */
  | { kind: 'rulesStopped'; atSeconds: number }
  | { kind: 'slo'; atSeconds: number; service: string; name: string };

export type Place = 'versions' | 'targets' | 'rules' | 'alerts' | 'slos';

/** Why nobody could look at a place. */
export type Unseen =
  | { kind: 'failed'; message: string }
  /** Only ratios are recorded, and they do not say of which targets. */
  | { kind: 'noEvents' }
  | { kind: 'noVersionLabel' }
  /** What is counted does not tell of which targets it is. */
  | { kind: 'noJobLabel' }
  /** Of some that would be too many nobody knows since when they were there. */
  | { kind: 'tooMany' }
  /** Rules are known as they are now, and the range ends at another time. */
  | { kind: 'otherTime' }
  /** Nothing is known of any SLO but the chosen one. */
  | { kind: 'onlyOneChosen' };

export interface Before {
  fromSeconds: number;
  /** Newest first. */
  changes: readonly Change[];
  /** Where there was nothing. */
  nothingIn: readonly Place[];
  notIn: ReadonlyArray<{ place: Place; unseen: Unseen }>;
}

/** Start of the time that is looked at, in epoch seconds. */
export function startOfBefore(onsetSeconds: number): number {
  return onsetSeconds - BEFORE_SECONDS;
}

/** End of the time that is looked at, in epoch seconds. */
export function endOfBefore(toSeconds: number, onsetSeconds: number): number {
  return Math.min(toSeconds, onsetSeconds + AFTER_SECONDS);
}

function floorToStep(seconds: number): number {
  return Math.floor(seconds / STEP_SECONDS) * STEP_SECONDS;
}

/** What is asked of the time before the onset of a row: three range queries, or one where only ratios are recorded. */
export function planBefore(
  toSeconds: number,
  { slo }: Readonly<{ slo: Slo }>,
  onsetSeconds: number,
  bound: PointsBound = {}
): RangeQuery[] {
  const times = rangeOf(toSeconds, onsetSeconds);
  const most = mostSeries(toSeconds, onsetSeconds, bound);
  const counts = (by: readonly string[], of: Expr) => print(atMost(most, aggregate('count', by, of)));
  const total = countedSelector(slo);
  const alerts = selector('ALERTS', [{ label: 'alertstate', operator: '=', value: 'firing' }]);
  const down = binary(selector('up'), '==', number(0));
  return [
    ...(total
      ? [
          { ...times, id: VERSIONS_ID, promql: counts([...VERSION_LABELS, 'job'], total) },
          { ...times, id: TARGETS_ID, promql: counts(['job'], down) },
        ]
      : []),
    {
      ...times,
      id: ALERTS_ID,
      promql: counts(['alertname', 'service', 'namespace', 'job'], alerts),
    },
  ];
}

function rangeOf(toSeconds: number, onsetSeconds: number) {
  return {
    kind: 'range' as const,
    startSeconds: floorToStep(startOfBefore(onsetSeconds) - KNOWN_SECONDS),
    endSeconds: floorToStep(endOfBefore(toSeconds, onsetSeconds)),
    stepSeconds: STEP_SECONDS,
  };
}

/** Of each of the three questions. */
function mostSeries(toSeconds: number, onsetSeconds: number, { mostPoints = MOST_POINTS }: PointsBound): number {
  return Math.floor(mostPoints / 3 / timesIn(rangeOf(toSeconds, onsetSeconds)));
}

interface Looked {
  place: Place;
  changes: Change[];
  /** Null where it could be looked at. */
  unseen: Unseen | null;
}

/**
 * What changed in the half hour before the onset, and up to five minutes after it, as far as one upstream tells. That it
 * came before does not make it the cause.
 *
 * @param rules of the upstream, as they are now
 */
export function judgeBefore(
  toSeconds: number,
  row: Readonly<{ slo: Slo }>,
  onsetSeconds: number,
  answers: Answers,
  rules: RulesAnswer,
  bound: PointsBound = {}
): Before {
  const fromSeconds = startOfBefore(onsetSeconds);
  const endSeconds = endOfBefore(toSeconds, onsetSeconds);
  const most = mostSeries(toSeconds, onsetSeconds, bound);
  const read = (id: string) => wholeOf(answers.get(id), most);
  const noEvents: Unseen | null = countedSelector(row.slo) ? null : { kind: 'noEvents' };
  const versions = noEvents ? NOTHING_ASKED : read(VERSIONS_ID);
  const [targets, alerts] = [noEvents ? NOTHING_ASKED : read(TARGETS_ID), read(ALERTS_ID)];
  const counts = versions.series;
  const jobs = new Set(jobsOf(counts));
  const versioned = counts.some(({ labels }) => VERSION_LABELS.some((label) => labels[label]));
  return beforeOf(fromSeconds, [
    {
      place: 'versions',
      changes: VERSION_LABELS.flatMap((label) => newVersions(label, counts, fromSeconds)),
      unseen: noEvents ?? versions.unseen ?? (versioned ? null : { kind: 'noVersionLabel' }),
    },
    {
      place: 'targets',
      changes: [
        ...seriesLost(counts, fromSeconds, floorToStep(endSeconds)),
        ...targetsDown(targets.series, jobs, fromSeconds),
      ],
      unseen: noEvents ?? versions.unseen ?? targets.unseen ?? (jobs.size > 0 ? null : { kind: 'noJobLabel' }),
    },
    { place: 'rules', ...rulesBefore(rules, fromSeconds, endSeconds, toSeconds) },
    {
      place: 'alerts',
      changes: newAlerts(alerts.series, row.slo, jobs, fromSeconds),
      // Those of its jobs are not known either where nobody knows its jobs.
      unseen: alerts.unseen ?? versions.unseen,
    },
  ]);
}

/** The same with the other SLOs that began to burn in that time, whatever upstream they are of. */
export function withSlos(before: Before, main: SloRow, rows: readonly SloRow[]): Before {
  const onsetSeconds = main.onset?.atSeconds ?? -Infinity;
  const others = rows.filter((row) => row !== main);
  const changes = others.flatMap(({ slo, onset }): Change[] =>
    onset && onset.seen && onset.atSeconds >= before.fromSeconds && onset.atSeconds < onsetSeconds
      ? [{ kind: 'slo', atSeconds: onset.atSeconds, service: slo.service, name: slo.name }]
      : []
  );
  const slos = beforeOf(before.fromSeconds, [
    { place: 'slos', changes, unseen: others.length === 0 ? { kind: 'onlyOneChosen' } : null },
  ]);
  return {
    fromSeconds: before.fromSeconds,
    changes: newestFirst([...before.changes, ...slos.changes]),
    nothingIn: [...before.nothingIn, ...slos.nothingIn],
    notIn: [...before.notIn, ...slos.notIn],
  };
}

function beforeOf(fromSeconds: number, looked: readonly Looked[]): Before {
  return {
    fromSeconds,
    changes: newestFirst(looked.flatMap(({ changes }) => changes)),
    nothingIn: looked.filter(({ changes, unseen }) => !unseen && changes.length === 0).map(({ place }) => place),
    notIn: looked.flatMap(({ place, unseen }) => (unseen ? [{ place, unseen }] : [])),
  };
}

function newestFirst(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => b.atSeconds - a.atSeconds);
}

const NOTHING_ASKED: ReturnType<typeof wholeOf> = { series: [], unseen: null };

/** An answer, of which a part tells nothing: what is not in it may have been there before. */
function wholeOf(answer: Answer | undefined, most: number): { series: readonly Series[]; unseen: Unseen | null } {
  if (answer?.state !== 'ok') {
    return { series: [], unseen: { kind: 'failed', message: answer?.message ?? '' } };
  }
  return isCut(most, answer.series)
    ? { series: [], unseen: { kind: 'tooMany' } }
    : { series: answer.series, unseen: null };
}

/** The first time of all series of a key; undefined where it was there before. */
function bornAt(series: readonly Series[], fromSeconds: number): number | undefined {
  const first = Math.min(...series.map(({ timesSeconds }) => timesSeconds[0] ?? Infinity));
  return first >= fromSeconds && Number.isFinite(first) ? first : undefined;
}

function grouped(series: readonly Series[], key: (series: Series) => string): Map<string, Series[]> {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  }
  return groups;
}

function newVersions(label: string, series: readonly Series[], fromSeconds: number): Change[] {
  return [...grouped(series, ({ labels }) => labels[label] ?? '')].flatMap(([value, own]): Change[] => {
    const atSeconds = value === '' ? undefined : bornAt(own, fromSeconds);
    return atSeconds === undefined ? [] : [{ kind: 'version', atSeconds, label, value }];
  });
}

/** Fewer series at the end than at the start, or none: of a rollout the new ones take the place of the old. */
function seriesLost(series: readonly Series[], fromSeconds: number, endSeconds: number): Change[] {
  const allTimes = series.flatMap(({ timesSeconds }) => timesSeconds);
  // A job of which nothing is left has no samples that would say so.
  const times = [...new Set([...allTimes, endSeconds])].sort((a, b) => a - b);
  return [...grouped(series, ({ labels }) => labels['job'] ?? '')].flatMap(([job, own]): Change[] => {
    const counts = times.map((time) =>
      own.reduce((sum, { timesSeconds, values }) => sum + (values[timesSeconds.indexOf(time)] ?? 0), 0)
    );
    const [before = 0] = counts;
    const after = counts.at(-1) ?? 0;
    const at = times.find((time, index) => time >= fromSeconds && (counts[index] ?? 0) < before);
    return at !== undefined && before - after > LOST_RATIO * before
      ? [{ kind: 'seriesLost', atSeconds: at, job, before, after }]
      : [];
  });
}

/** More than were down before the time that is looked at: one that nobody takes away must not hide those that follow it. */
function targetsDown(series: readonly Series[], jobs: ReadonlySet<string>, fromSeconds: number): Change[] {
  return series
    .filter(({ labels }) => jobs.has(labels['job'] ?? ''))
    .flatMap(({ labels, timesSeconds, values }): Change[] => {
      const most = (isWithin: (seconds: number) => boolean) =>
        Math.max(0, ...values.filter((_, index) => isWithin(timesSeconds[index] ?? 0)));
      const before = most((seconds) => seconds < fromSeconds);
      const count = most((seconds) => seconds >= fromSeconds) - before;
      const atSeconds = timesSeconds.find((seconds, index) => seconds >= fromSeconds && (values[index] ?? 0) > before);
      return atSeconds === undefined ? [] : [{ kind: 'targetsDown', atSeconds, job: labels['job'] ?? '', count }];
    });
}

/** Those that share a service, a namespace or a job with the SLO. */
function newAlerts(
  series: readonly Series[],
  { service, labels }: Slo,
  jobs: ReadonlySet<string>,
  fromSeconds: number
): Change[] {
  const near = ({ labels: own }: Series) =>
    own['service'] === service ||
    (own['namespace'] !== undefined && own['namespace'] === labels['namespace']) ||
    (own['job'] !== undefined && jobs.has(own['job']));
  return [...grouped(series.filter(near), ({ labels: own }) => own['alertname'] ?? '')].flatMap(
    ([name, own]): Change[] => {
      const atSeconds = bornAt(own, fromSeconds);
      return atSeconds === undefined ? [] : [{ kind: 'alert', atSeconds, name }];
    }
  );
}
