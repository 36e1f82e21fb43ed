import type { QueryResultMetaNotice } from '@grafana/data';
import type { Slo } from '../../core/slo/slo';
import { absentEpisodesWords } from '../episodeWords';
import type { EpisodesAbsence } from '../../core/query/episodes/judge';
import { tooManyWords } from '../overTimeWords';
import { nameAmong } from './names';

/** SLOs of which nothing can be told: nothing of theirs is missing because all was well. */
export function absenceNotices(
  all: ReadonlyArray<{ slo: Slo; absence: EpisodesAbsence | null }>
): QueryResultMetaNotice[] {
  const slos = all.map(({ slo }) => slo);
  const absent = all.flatMap(({ slo, absence }) => (absence === null ? [] : [{ slo, absence }]));
  const leftOut = absent.filter(({ absence }) => absence.kind === 'tooMany').map(({ slo }) => nameAmong(slo, slos));
  const texts = absent
    .filter(({ absence }) => absence.kind !== 'tooMany')
    .map(({ slo, absence }) => absentEpisodesWords(nameAmong(slo, slos), absence));
  return [...(leftOut.length === 0 ? [] : [tooManyWords(leftOut)]), ...texts].map((text) => ({
    severity: 'warning',
    text,
  }));
}
