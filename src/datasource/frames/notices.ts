import type { QueryResultMetaNotice } from '@grafana/data';
import { t } from '@grafana/i18n';
import { shortHistories, type ShortHistory } from '../../core/query/slos/history';
import type { NotAsked, SloRow } from '../../core/query/slos/row';
import { unknownObjectives } from '../../core/query/slos/unknownObjectives';
import { formatDuration } from '../../core/window/duration';
import type { DocumentProblem } from '../../core/document/problem';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { ExclusionProblem } from '../../core/window/exclusionOptions';
import { labelOfNoneWords } from '../adHoc';
import type { AnnotationProblem } from '../annotatedExclusions';
import { documentProblemWords } from '../../shared/words/documents';
import { annotationProblemWords, exclusionProblemWords } from '../exclusionWords';
import { notAskedWords } from '../overTimeWords';
import { minuteWords } from '../periodWords';
import { unknownObjectivesWords } from '../toolWords';
import { nameAmong } from './names';

/** What concerns many rows alike and is therefore said once, above them. */
export function noticesOf(rows: readonly SloRow[]): QueryResultMetaNotice[] {
  const texts = [...unknownObjectives(rows).map(unknownObjectivesWords), ...shortHistories(rows).map(historyWords)];
  return [...texts.map((text) => ({ severity: 'warning' as const, text })), ...notAskedNotices(rows)];
}

/** What was not asked of rows, so that nobody takes it for nothing. */
export function notAskedNotices(
  rows: readonly SloRow[],
  about: readonly NotAsked[] = ['history', 'onset']
): QueryResultMetaNotice[] {
  const slos = rows.map(({ slo }) => slo);
  return about.flatMap((what) => {
    const names = rows.flatMap(({ slo, notAsked }) => (notAsked?.includes(what) ? [nameAmong(slo, slos)] : []));
    return names.length === 0 ? [] : [{ severity: 'warning' as const, text: notAskedWords(what, names) }];
  });
}

/** That documents have errors: what they define is missing from the rows, which nobody would notice. */
export function documentNotices(problems: readonly DocumentProblem[]): QueryResultMetaNotice[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) {
    return [];
  }
  const text = t('slo.documents.errors', '', {
    ...PLAIN_TEXT,
    count: errors.length,
    first: documentProblemWords(first),
    defaultValue_one: 'An SLO document has an error, so an SLO may be missing here. {{first}}',
    defaultValue_other: 'SLO documents have {{count}} errors, so SLOs may be missing here. {{first}}',
  });
  return [{ severity: 'error', text }];
}

/** That a filter is on a label that no SLO has. @param unknown by upstream; what one of them knows is no mistake */
export function filterNotices(unknown: ReadonlyArray<readonly string[]>): QueryResultMetaNotice[] {
  const [first = [], ...others] = unknown;
  return first
    .filter((label) => others.every((labels) => labels.includes(label)))
    .map((label) => ({ severity: 'warning', text: labelOfNoneWords(label) }));
}

/** That exclusions do not count, which would change budgets in silence. */
export function exclusionNotices(
  problems: readonly ExclusionProblem[],
  annotated: readonly AnnotationProblem[]
): QueryResultMetaNotice[] {
  return [...problems.map(exclusionProblemWords), ...annotated.map(annotationProblemWords)].map((text) => ({
    severity: 'warning',
    text,
  }));
}

function historyWords({ upstream, sinceSeconds, windowSeconds, slos, shorterWindowSeconds }: ShortHistory): string {
  const values = {
    ...PLAIN_TEXT,
    upstream: upstream.name,
    since: minuteWords(sinceSeconds),
    window: formatDuration(windowSeconds),
    count: slos,
  };
  const said = t('slo.history.short', '', {
    ...values,
    defaultValue_one:
      '{{upstream}} has data since {{since}} only, less than the window of {{window}}: the budget of {{count}} SLO counts from then.',
    defaultValue_other:
      '{{upstream}} has data since {{since}} only, less than the window of {{window}}: the budgets of {{count}} SLOs count from then.',
  });
  if (shorterWindowSeconds === null) {
    return said;
  }
  const offered = t('slo.history.offer', 'Choose the window {{window}} in the query to judge a whole one.', {
    ...PLAIN_TEXT,
    // Days, as the window is offered in days.
    window: `${shorterWindowSeconds / 86_400}d`,
  });
  return `${said} ${offered}`;
}
