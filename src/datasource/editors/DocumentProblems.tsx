import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { DocumentProblem } from '../../core/document/problem';
import { PLAIN_TEXT } from '../../shared/plainText';
import { documentProblemWords } from '../../shared/words/documents';
import type { DefinitionsState } from './useDefinitions';

/** A list longer than this is not read, and the first problem is often the cause of the others. */
const MOST_LISTED = 20;

interface Props {
  read: DefinitionsState;
  isEmpty: boolean;
  /** Shows the line of a problem. */
  onChoose: (line: number) => void;
}

/** What the documents define, and what is wrong with them: choosing a problem leads to its line. */
export function DocumentProblems({ read, isEmpty, onChoose }: Props) {
  const styles = useStyles2(getStyles);
  if (read.state === 'reading' || (isEmpty && read.state === 'read')) {
    return null;
  }
  if (read.state === 'failed') {
    return (
      <div className={styles.error}>
        {t('config.documents.unread', 'The documents could not be read here: {{message}}. Reload the page.', {
          ...PLAIN_TEXT,
          message: read.message,
        })}
      </div>
    );
  }
  const { definitions, problems } = read;
  return (
    <>
      <div className={styles.summary}>{summaryWords(definitions.length, problems)}</div>
      <ul className={styles.list}>
        {problems.slice(0, MOST_LISTED).map((problem, index) => (
          <li key={index} className={cx(styles.problem, styles[problem.severity])}>
            <Icon
              name={problem.severity === 'error' ? 'exclamation-circle' : 'exclamation-triangle'}
              title={
                problem.severity === 'error'
                  ? t('config.documents.error', 'Error')
                  : t('config.documents.warning', 'Warning')
              }
            />
            {problem.line > 0 ? (
              <button type="button" className={styles.words} onClick={() => onChoose(problem.line)}>
                {documentProblemWords(problem)}
              </button>
            ) : (
              <span>{documentProblemWords(problem)}</span>
            )}
          </li>
        ))}
        {problems.length > MOST_LISTED && (
          <li>{t('config.documents.more', 'and {{number}} more', { number: problems.length - MOST_LISTED })}</li>
        )}
      </ul>
    </>
  );
}

function summaryWords(slos: number, problems: readonly DocumentProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return [
    t('config.documents.slos', '', {
      defaultValue_one: '{{count}} SLO',
      defaultValue_other: '{{count}} SLOs',
      count: slos,
    }),
    ...(errors === 0
      ? []
      : [
          t('config.documents.errors', '', {
            defaultValue_one: '{{count}} error',
            defaultValue_other: '{{count}} errors',
            count: errors,
          }),
        ]),
    ...(warnings === 0
      ? []
      : [
          t('config.documents.warnings', '', {
            defaultValue_one: '{{count}} warning',
            defaultValue_other: '{{count}} warnings',
            count: warnings,
          }),
        ]),
  ].join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  summary: css({ fontWeight: theme.typography.fontWeightMedium }),
  list: css({ listStyle: 'none', margin: 0, overflowWrap: 'anywhere' }),
  problem: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'baseline', marginTop: theme.spacing(0.5) }),
  error: css({ '& svg': { color: theme.colors.error.text, flexShrink: 0 } }),
  warning: css({ '& svg': { color: theme.colors.warning.text, flexShrink: 0 } }),
  words: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    textAlign: 'left',
    '&:hover': { color: theme.colors.text.link, textDecoration: 'underline' },
  }),
});
