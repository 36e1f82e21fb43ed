import { createDataFrame, FieldType, type DataFrame, type Field } from '@grafana/data';
import {
  EPISODE_TABLE_FIELDS,
  EPISODE_TABLE_SCHEMA,
  EPISODE_TABLE_VERSION,
  type EpisodeFieldName,
  type EpisodeFieldSpec,
} from '../../core/frame/episodeTable';
import type { CostedEpisode, SloEpisodes } from '../../core/query/episodes/judge';
import { episodeMethodWords, remarkWords } from '../episodeWords';
import { absenceNotices } from './absences';

type Found = Extract<SloEpisodes, { state: 'ok' }>;

interface Row {
  of: Found;
  episode: CostedEpisode;
}

/** The episodes as the frame that core/frame/episodeTable describes. */
export function episodesFrame(refId: string, toSeconds: number, all: readonly SloEpisodes[]): DataFrame {
  const rows = all
    .flatMap((of): Row[] => (of.state === 'ok' ? of.episodes.map((episode) => ({ of, episode })) : []))
    .sort((a, b) => b.episode.onsetSeconds - a.episode.onsetSeconds);
  return createDataFrame({
    refId,
    name: 'episodes',
    meta: {
      custom: { schema: EPISODE_TABLE_SCHEMA, version: EPISODE_TABLE_VERSION },
      preferredVisualisationType: 'table',
      notices: absenceNotices(
        all.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null }))
      ),
    },
    fields: [
      field('onset', ({ episode }) => milliseconds(episode.onsetSeconds), rows),
      field('end', ({ episode }) => milliseconds(episode.endSeconds), rows),
      field('service', ({ of }) => of.slo.service, rows),
      field('slo', ({ of }) => of.slo.name, rows),
      field('severity', ({ episode }) => episode.severity, rows),
      field('cost', ({ episode }) => episode.costRatio, rows),
      field('badEvents', ({ episode }) => episode.badEvents, rows),
      field('peakBurnRate', ({ episode }) => episode.peakBurnRate, rows),
      field('duration', ({ episode }) => (episode.endSeconds ?? toSeconds) - episode.onsetSeconds, rows),
      field('alert', ({ episode }) => milliseconds(episode.alertSeconds), rows),
      field('postmortem', ({ episode }) => episode.postmortem, rows),
      field('remark', ({ episode }) => remarkWords(episode), rows),
      field('spent', ({ of }) => of.spentRatio, rows),
      field('background', ({ of }) => of.backgroundRatio, rows),
      field('method', ({ of }) => episodeMethodWords(of.weighs), rows),
      field('upstream', ({ of }) => of.slo.upstream.name, rows),
      field('labels', ({ of }) => of.slo.labels, rows),
      field('id', ({ of }) => of.slo.id, rows),
    ],
  });
}

function field<T>(
  name: EpisodeFieldName,
  value: (row: Row) => T,
  rows: readonly Row[]
): Pick<Field<T>, 'name' | 'type' | 'config' | 'values'> {
  const { type, unit }: EpisodeFieldSpec = EPISODE_TABLE_FIELDS[name];
  return { name, type: FIELD_TYPES[type], config: unit === undefined ? {} : { unit }, values: rows.map(value) };
}

function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}

const FIELD_TYPES: Record<EpisodeFieldSpec['type'], FieldType> = {
  time: FieldType.time,
  string: FieldType.string,
  number: FieldType.number,
  boolean: FieldType.boolean,
  other: FieldType.other,
};
