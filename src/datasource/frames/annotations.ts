import { createDataFrame, type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import {
  ANNOTATION_TABLE_FIELDS,
  ANNOTATION_TABLE_SCHEMA,
  ANNOTATION_TABLE_VERSION,
} from '../../core/frame/annotationTable';
import { exhaustions } from '../../core/query/annotations/exhaustions';
import type { BudgetOverTime } from '../../core/query/budget/judge';
import type { SloEpisodes } from '../../core/query/episodes/judge';
import type { SloReleases } from '../../core/query/releases/judge';
import { serviceReleases, type Release } from '../../core/query/releases/services';
import type { OverTimeAbsence } from '../../core/query/slots/usable';
import type { Slo } from '../../core/slo/slo';
import { excludedWithin, type Stretch } from '../../core/window/exclusions';
import {
  episodeMarkWords,
  exclusionMarkWords,
  exhaustedMarkWords,
  noVersionWords,
  tooManyVersionsWords,
  releaseMarkWords,
  severalSlosWords,
} from '../annotationWords';
import { absenceNotices } from './absences';
import { FIELD_TYPES } from './fields';
import { nameAmong } from './names';

interface Range {
  fromSeconds: number;
  toSeconds: number;
}

/** Something to mark on graphs: a point where it ends as it starts. */
interface Mark extends Stretch {
  text: string;
  tags: string[];
  /** Empty for what is of several SLOs. */
  sloId: string;
}

/** The episodes of the SLO windows that end with the range; one that goes on reaches to its end. */
export function episodeMarks({ toSeconds }: Range, all: readonly SloEpisodes[]): Mark[] {
  const slos = all.map(({ slo }) => slo);
  return all.flatMap((one) =>
    one.state === 'absent'
      ? []
      : one.episodes.map((episode) => ({
          startSeconds: episode.onsetSeconds,
          endSeconds: episode.endSeconds ?? toSeconds,
          text: episodeMarkWords(nameAmong(one.slo, slos), episode),
          tags: ['episode', episode.severity],
          sloId: one.slo.id,
        }))
  );
}

export function budgetMarks(all: readonly BudgetOverTime[]): Mark[] {
  const slos = all.map(({ slo }) => slo);
  return all.flatMap(({ slo, points }) =>
    exhaustions(points).map((atSeconds) => ({
      startSeconds: atSeconds,
      endSeconds: atSeconds,
      text: exhaustedMarkWords(nameAmong(slo, slos)),
      tags: ['budget exhausted'],
      sloId: slo.id,
    }))
  );
}

/** Each exclusion once, however many SLOs it is for. */
export function exclusionMarks({ fromSeconds, toSeconds }: Range, slos: readonly Slo[]): Mark[] {
  const exclusions = [...new Set(slos.flatMap((slo) => slo.exclusions ?? []))];
  return exclusions.flatMap((exclusion) =>
    excludedWithin([exclusion], { startSeconds: fromSeconds, endSeconds: toSeconds }).map((time) => ({
      startSeconds: time.startSeconds,
      endSeconds: time.endSeconds,
      text: exclusionMarkWords(exclusion),
      tags: ['excluded'],
      sloId: '',
    }))
  );
}

/** Where a version is first seen: at the end of the step in which it came, as the points of graphs are. */
export function releaseMarks(all: readonly SloReleases[]): Mark[] {
  const slos = all.map(({ slo }) => slo);
  return serviceReleases(all).map((release) => ({
    startSeconds: release.atSeconds,
    endSeconds: release.atSeconds,
    text: releaseMarkWords(releasedName(release, slos), release),
    tags: ['release', ...(release.kind === 'back' ? ['back'] : [])],
    sloId: release.slos.length === 1 ? (release.slos[0]?.id ?? '') : '',
  }));
}

function releasedName({ service, slos, ofAll }: Release, all: readonly Slo[]): string {
  const [first] = slos;
  if (slos.length === 1 && first) {
    return nameAmong(first, all);
  }
  return ofAll
    ? service
    : severalSlosWords(
        service,
        slos.map(({ name }) => name)
      );
}

/** SLOs whose releases cannot be seen: that nothing of theirs is marked does not mean that nothing was released. */
export function releaseNotices(all: readonly SloReleases[]): QueryResultMetaNotice[] {
  const slos = all.map(({ slo }) => slo);
  const unversioned = all.flatMap((one) =>
    one.state === 'absent' && one.absence.kind === 'noVersion' ? [nameAmong(one.slo, slos)] : []
  );
  const tooMany = all.flatMap((one) =>
    one.state === 'absent' && one.absence.kind === 'tooManyVersions'
      ? [{ severity: 'warning' as const, text: tooManyVersionsWords(nameAmong(one.slo, slos), one.absence.most) }]
      : []
  );
  return [
    ...(unversioned.length === 0 ? [] : [{ severity: 'warning' as const, text: noVersionWords(unversioned) }]),
    ...tooMany,
    ...absenceNotices(all.map((one) => ({ slo: one.slo, absence: otherAbsence(one) }))),
  ];
}

function otherAbsence(one: SloReleases): OverTimeAbsence | null {
  return one.state === 'absent' && one.absence.kind !== 'noVersion' && one.absence.kind !== 'tooManyVersions'
    ? one.absence
    : null;
}

/** Those of the marks that reach into the range, as the frame that core/frame/annotationTable describes. */
export function marksFrame(
  refId: string,
  { fromSeconds, toSeconds }: Range,
  marks: readonly Mark[],
  notices: QueryResultMetaNotice[] = []
): DataFrame {
  const rows = marks
    .filter(({ startSeconds, endSeconds }) => startSeconds <= toSeconds && endSeconds >= fromSeconds)
    .sort((a, b) => a.startSeconds - b.startSeconds);
  const field = <T>(name: keyof typeof ANNOTATION_TABLE_FIELDS, value: (mark: Mark) => T) => ({
    name,
    type: FIELD_TYPES[ANNOTATION_TABLE_FIELDS[name]],
    config: {},
    values: rows.map(value),
  });
  return createDataFrame({
    refId,
    name: 'annotations',
    meta: {
      custom: { schema: ANNOTATION_TABLE_SCHEMA, version: ANNOTATION_TABLE_VERSION },
      // Explore would draw its times and numbers as lines.
      preferredVisualisationType: 'table',
      notices,
    },
    fields: [
      field('time', ({ startSeconds }) => startSeconds * 1000),
      field('timeEnd', ({ endSeconds }) => endSeconds * 1000),
      field('text', ({ text }) => text),
      field('tags', ({ tags }) => tags),
      field('sloId', ({ sloId }) => sloId),
    ],
  });
}
