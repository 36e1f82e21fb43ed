import { aggregate, binary, number, selector, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import { VERSION_LABELS } from '../events/groupCounts';
import type { Answer, Answers, RangeQuery, Series } from '../port';
import type { SloRow } from '../slos/row';

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
  /** Targets of the job that cannot be scraped. */
  | { kind: 'targetsDown'; atSeconds: number; job: string; count: number }
  | { kind: 'alert'; atSeconds: number; name: string }
  | { kind: 'slo'; atSeconds: number; service: string; name: string };

export type Place = 'versions' | 'targets' | 'alerts' | 'slos';

export interface Before {
  fromSeconds: number;
  /** Newest first. */
  changes: readonly Change[];
  /** Where there was nothing. */
  nothingIn: readonly Place[];
  /** Where nobody could look, with the reason where there is one. */
  notIn: ReadonlyArray<{ place: Place; message: string }>;
}

/** Start of the time that is looked at, in epoch seconds. */
function startOf(onsetSeconds: number): number {
  return onsetSeconds - BEFORE_SECONDS;
}

/** What is asked of the time before the onset of a row: three range queries. */
export function planBefore(toSeconds: number, { slo }: Pick<SloRow, 'slo'>, onsetSeconds: number): RangeQuery[] {
  const floor = (seconds: number) => Math.floor(seconds / STEP_SECONDS) * STEP_SECONDS;
  const times = {
    kind: 'range' as const,
    startSeconds: floor(startOf(onsetSeconds) - KNOWN_SECONDS),
    endSeconds: floor(Math.min(toSeconds, onsetSeconds + AFTER_SECONDS)),
    stepSeconds: STEP_SECONDS,
  };
  const total = totalOf(slo);
  const alerts = selector('ALERTS', [{ label: 'alertstate', operator: '=', value: 'firing' }]);
  return [
    ...(total
      ? [{ ...times, id: VERSIONS_ID, promql: print(aggregate('count', [...VERSION_LABELS, 'job'], total)) }]
      : []),
    {
      ...times,
      id: TARGETS_ID,
      promql: print(aggregate('count', ['job'], binary(selector('up'), '==', number(0)))),
    },
    {
      ...times,
      id: ALERTS_ID,
      promql: print(aggregate('count', ['alertname', 'service', 'namespace', 'job'], alerts)),
    },
  ];
}

function totalOf({ events }: Slo): Selector | undefined {
  return events?.total[0].selector;
}

/**
 * What changed in the half hour before the onset, and up to five minutes after it. That it came before does not make it the
 * cause.
 *
 * @param others rows that burn as well
 */
export function judgeBefore(row: SloRow, onsetSeconds: number, others: readonly SloRow[], answers: Answers): Before {
  const fromSeconds = startOf(onsetSeconds);
  const versions = answers.get(VERSIONS_ID);
  const jobs = new Set(seriesOf(versions).map(({ labels }) => labels['job'] ?? ''));
  const slos = others.flatMap(({ slo, onset }): Change[] =>
    onset && onset.seen && onset.atSeconds >= fromSeconds && onset.atSeconds < onsetSeconds
      ? [{ kind: 'slo', atSeconds: onset.atSeconds, service: slo.service, name: slo.name }]
      : []
  );
  const found: Array<{ place: Place; answer: Answer | undefined; changes: Change[] }> = [
    {
      place: 'versions',
      answer: versions,
      changes: VERSION_LABELS.flatMap((label) => newVersions(label, seriesOf(versions), fromSeconds)),
    },
    {
      place: 'targets',
      answer: answers.get(TARGETS_ID),
      changes: [
        ...seriesLost(seriesOf(versions), fromSeconds),
        ...targetsDown(seriesOf(answers.get(TARGETS_ID)), jobs, fromSeconds),
      ],
    },
    {
      place: 'alerts',
      answer: answers.get(ALERTS_ID),
      changes: newAlerts(seriesOf(answers.get(ALERTS_ID)), row.slo, jobs, fromSeconds),
    },
  ];
  return {
    fromSeconds,
    changes: [...found.flatMap(({ changes }) => changes), ...slos].sort((a, b) => b.atSeconds - a.atSeconds),
    nothingIn: [
      ...found
        .filter(({ answer, changes }) => answer?.state === 'ok' && changes.length === 0)
        .map(({ place }) => place),
      ...(slos.length === 0 ? (['slos'] as const) : []),
    ],
    notIn: found.flatMap(({ place, answer }) =>
      answer?.state === 'ok' ? [] : [{ place, message: answer?.message ?? '' }]
    ),
  };
}

function seriesOf(answer: Answer | undefined): readonly Series[] {
  return answer?.state === 'ok' ? answer.series : [];
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

/** Fewer series at the end than at the start: of a rollout the new ones take the place of the old. */
function seriesLost(series: readonly Series[], fromSeconds: number): Change[] {
  return [...grouped(series, ({ labels }) => labels['job'] ?? '')].flatMap(([job, own]): Change[] => {
    const times = [...new Set(own.flatMap(({ timesSeconds }) => timesSeconds))].sort((a, b) => a - b);
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

function targetsDown(series: readonly Series[], jobs: ReadonlySet<string>, fromSeconds: number): Change[] {
  return series
    .filter(({ labels }) => jobs.size === 0 || jobs.has(labels['job'] ?? ''))
    .flatMap((one): Change[] => {
      const atSeconds = bornAt([one], fromSeconds);
      return atSeconds === undefined
        ? []
        : [{ kind: 'targetsDown', atSeconds, job: one.labels['job'] ?? '', count: Math.max(...one.values) }];
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
