import type { QueryResultMetaNotice } from '@grafana/data';
import type { Slo } from '../../core/slo/slo';
import type { BudgetAbsence } from '../../core/query/budget/judge';
import { absentBudgetWords } from '../absentBudgetWords';
import { absentEpisodesWords } from '../episodeWords';
import type { EpisodesAbsence } from '../../core/query/episodes/judge';
import { tooManyWords } from '../overTimeWords';
import { nameAmong } from './names';

/** SLOs that are left out because there would be too many points, in one notice. */
export function tooManyNotices(
  all: ReadonlyArray<{ slo: Slo; absence: { kind: string } | null }>
): QueryResultMetaNotice[] {
  const slos = all.map(({ slo }) => slo);
  const leftOut = all.filter(({ absence }) => absence?.kind === 'tooMany').map(({ slo }) => nameAmong(slo, slos));
  return leftOut.length === 0 ? [] : [{ severity: 'warning', text: tooManyWords(leftOut) }];
}

/** SLOs of which nothing can be told: nothing of theirs is missing because all was well. */
export function absenceNotices(
  all: ReadonlyArray<{ slo: Slo; absence: EpisodesAbsence | null }>
): QueryResultMetaNotice[] {
  return noticesOf(all, absentEpisodesWords);
}

/** The same of budgets in percent. */
export function absentBudgetNotices(
  all: ReadonlyArray<{ slo: Slo; absence: BudgetAbsence | null }>
): QueryResultMetaNotice[] {
  return noticesOf(all, (name, absence) => absentBudgetWords(name, absence, { unit: 'percent' }));
}

function noticesOf<A extends { kind: string }>(
  all: ReadonlyArray<{ slo: Slo; absence: A | null }>,
  words: (name: string, absence: A) => string
): QueryResultMetaNotice[] {
  const slos = all.map(({ slo }) => slo);
  const texts = all.flatMap(({ slo, absence }) =>
    absence === null || absence.kind === 'tooMany' ? [] : [words(nameAmong(slo, slos), absence)]
  );
  return [...tooManyNotices(all), ...texts.map((text) => ({ severity: 'warning' as const, text }))];
}
