import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { ProblemDetail } from '../../../core/frame/sloTable';
import { Explain } from '../Explain';
import { getTextStyles } from '../textStyles';

/** A marker for what is wrong or doubtful about the SLO itself. */
export function Problems({ problems }: { problems: readonly ProblemDetail[] }) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const worst = problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  const title = t('scorecard.problems', '', {
    count: problems.length,
    defaultValue_one: '{{count}} problem',
    defaultValue_other: '{{count}} problems',
  });
  return (
    <Explain
      className={styles[worst]}
      title={title}
      text={problems.map((problem) => problem.text).join('\n')}
      content={
        <ul className={styles.list}>
          {problems.map((problem) => (
            <li key={problem.text}>{problem.text}</li>
          ))}
        </ul>
      }
    >
      <Icon name="exclamation-triangle" size="sm" aria-hidden />
      {problems.length > 1 && <span aria-hidden>{problems.length}</span>}
      <span className={text.hidden}>{title}</span>
    </Explain>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const marker = { flexShrink: 0, gap: theme.spacing(0.25), fontSize: theme.typography.bodySmall.fontSize };
  return {
    warning: css(marker, { color: theme.colors.warning.text }),
    error: css(marker, { color: theme.colors.error.text }),
    list: css({ margin: 0, paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' }),
  };
}
