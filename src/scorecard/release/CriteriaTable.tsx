import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { Explain } from '../view/Explain';
import { getTextStyles } from '../view/textStyles';
import { IntervalBar } from './IntervalBar';
import type { Criterion, Release } from './readRelease';
import { VerdictBadge } from './VerdictBadge';
import { decidedWords, eventsWords, passedWords } from './words';

interface Props {
  release: Release;
  timeOf: (milliseconds: number) => string;
}

/** Each criterion: what it asks for, what was counted, and what it takes or stands in the way. */
export function CriteriaTable({ release, timeOf }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} aria-label={t('release.criteria', 'Criteria')}>
      <thead>
        <tr>
          <th scope="col">{t('release.column.verdict', 'Verdict')}</th>
          <th scope="col">{t('release.column.criterion', 'Criterion')}</th>
          <th scope="col">{t('release.column.measured', 'Measured')}</th>
          <th scope="col">{t('release.column.why', 'Why, and what it takes')}</th>
        </tr>
      </thead>
      <tbody>
        {release.criteria.map((criterion) => (
          <Row key={criterion.id} criterion={criterion} timeOf={timeOf} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ criterion, timeOf }: { criterion: Criterion; timeOf: Props['timeOf'] }) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const quiet = cx(text.quiet, text.small);
  const events = eventsWords(criterion);
  const { missing, problems } = criterion;
  // What is missing or wrong says more than that something is.
  const reason = missing === '' && problems === '' ? criterion.reason : '';
  const why = [reason, missing, problems, decidedWords(criterion), passedWords(criterion, timeOf)]
    .filter((part) => part !== '')
    .map(sentence);
  return (
    <tr>
      <td>
        <VerdictBadge verdict={criterion.verdict} />
      </td>
      <th scope="row">
        {criterion.name}
        {!criterion.required && <span className={quiet}> {t('release.not-required', 'not required')}</span>}
        <div className={cx(text.quiet, styles.plain)}>{criterion.requirement}</div>
      </th>
      <td>
        {criterion.measured}
        <IntervalBar criterion={criterion} />
        {events !== '' && <div className={quiet}>{events}</div>}
      </td>
      <td>
        {why.map((part) => (
          <div key={part}>{part}</div>
        ))}
        {criterion.inequality !== '' && (
          <Explain
            className={cx(quiet, styles.more)}
            title={t('release.how', 'How it was decided')}
            text={t('release.how-text', 'What decides and by which method')}
            content={<How criterion={criterion} />}
          >
            {t('release.how', 'How it was decided')}
          </Explain>
        )}
      </td>
    </tr>
  );
}

function How({ criterion: { inequality, method, assumptions } }: { criterion: Criterion }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.how}>
      <code className={styles.formula}>{inequality}</code>
      <div>{method}</div>
      <div>{t('release.assumes-list', 'It assumes that')}</div>
      <ul className={styles.list}>
        {assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </div>
  );
}

/** Reasons and estimates are parts of sentences elsewhere. */
function sentence(text: string): string {
  return `${text.slice(0, 1).toLocaleUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function getStyles({ colors, spacing, typography }: GrafanaTheme2) {
  return {
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      tableLayout: 'fixed',
      'th, td': {
        padding: spacing(0.75, 1.5, 0.75, 0),
        textAlign: 'start',
        verticalAlign: 'top',
        overflowWrap: 'anywhere',
      },
      'thead th': {
        color: colors.text.secondary,
        fontSize: typography.bodySmall.fontSize,
        fontWeight: typography.fontWeightRegular,
      },
      'tbody th': { fontWeight: typography.fontWeightMedium },
      'tbody tr': { borderTop: `1px solid ${colors.border.weak}` },
      'thead th:first-child': { width: 130 },
      'thead th:last-child': { width: '30%' },
      // On a phone each criterion is a paragraph.
      '@media (max-width: 600px)': {
        thead: { display: 'none' },
        'th, td': { display: 'block', width: 'auto', padding: spacing(0.25, 0) },
      },
    }),
    plain: css({ fontWeight: typography.fontWeightRegular }),
    more: css({ textDecoration: 'underline dotted' }),
    how: css({
      display: 'flex',
      flexDirection: 'column',
      gap: spacing(0.5),
      maxWidth: '70ch',
      overflowWrap: 'anywhere',
    }),
    formula: css({ whiteSpace: 'normal' }),
    list: css({ margin: 0, paddingLeft: spacing(2) }),
  };
}
