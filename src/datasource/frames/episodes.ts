import { createDataFrame, MappingType, type DataFrame, type Field, type ValueMapping } from '@grafana/data';
import {
  EPISODE_TABLE_FIELDS,
  EPISODE_TABLE_SCHEMA,
  EPISODE_TABLE_VERSION,
  type EpisodeFieldName,
  type EpisodeFieldSpec,
} from '../../core/frame/episodeTable';
import type { CostedEpisode, SloEpisodes } from '../../core/query/episodes/judge';
import { episodeHeading, goesOnWords, postmortemWords } from '../episodeHeadings';
import { episodeMethodWords, remarkWords } from '../episodeWords';
import { absenceNotices } from './absences';
import { FIELD_TYPES, milliseconds, SEVERITY_MAPPING, TO_THE_MINUTE } from './fields';

type Found = Extract<SloEpisodes, { state: 'ok' }>;

interface Row {
  of: Found;
  episode: CostedEpisode;
}

/** The episodes as the frame that core/frame/episodeTable describes. */
export function episodesFrame(refId: string, toSeconds: number, all: readonly SloEpisodes[]): DataFrame {
  const rows = all
    .flatMap((of): Row[] => (of.state === 'ok' ? of.episodes.map((episode) => ({ of, episode })) : []))
    .sort((a, b) => b.episode.costRatio - a.episode.costRatio);
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
      field('onset', ({ episode }) => milliseconds(episode.onsetSeconds), rows, { unit: TO_THE_MINUTE }),
      field('end', ({ episode }) => milliseconds(episode.endSeconds), rows, {
        unit: TO_THE_MINUTE,
        noValue: goesOnWords(),
      }),
      field('duration', ({ episode }) => (episode.endSeconds ?? toSeconds) - episode.onsetSeconds, rows),
      field('service', ({ of }) => of.slo.service, rows),
      field('slo', ({ of }) => of.slo.name, rows),
      field('severity', ({ episode }) => episode.severity, rows, { mappings: [SEVERITY_MAPPING] }),
      field('cost', ({ episode }) => episode.costRatio, rows),
      field('postmortem', ({ episode }) => episode.postmortem, rows, { mappings: postmortemMappings() }),
      field('badEvents', ({ episode }) => episode.badEvents, rows),
      field('peakBurnRate', ({ episode }) => episode.peakBurnRate, rows),
      field('group', ({ episode: { hit } }) => (hit?.group ? `${hit.group.label}=${hit.group.value}` : ''), rows),
      field('groupBad', ({ episode: { hit } }) => hit?.group?.badRatio ?? null, rows),
      field('groupTraffic', ({ episode: { hit } }) => hit?.group?.trafficRatio ?? null, rows),
      field('release', ({ episode: { hit } }) => hit?.release?.value ?? '', rows),
      field('releaseBad', ({ episode: { hit } }) => hit?.release?.badRatio ?? null, rows),
      field('alert', ({ episode }) => milliseconds(episode.alertSeconds), rows, { unit: TO_THE_MINUTE }),
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
  rows: readonly Row[],
  config: Field['config'] = {}
): Pick<Field<T>, 'name' | 'type' | 'config' | 'values'> {
  const { type, unit }: EpisodeFieldSpec = EPISODE_TABLE_FIELDS[name];
  return {
    name,
    type: FIELD_TYPES[type],
    config: { displayNameFromDS: episodeHeading(name), ...(unit === undefined ? {} : { unit }), ...config },
    values: rows.map(value),
  };
}

function postmortemMappings(): ValueMapping[] {
  const options = {
    true: { text: postmortemWords(), color: 'semi-dark-red', index: 0 },
    false: { text: '—', color: 'text', index: 1 },
  };
  return [{ type: MappingType.ValueToText, options }];
}
