import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { BurningSlo } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { getTextStyles } from '../view/textStyles';
import type { ScreenProps } from './IncidentScreen';
import { Title } from './Title';
import { Together } from './Together';
import { alertWords, burnSentence, severityWord } from './words';

/** What burns, since when and how fast, whose it is, and what began with it. */
export function Headline({
  slo,
  incident,
  timeOf,
  timeRange,
}: { slo: BurningSlo } & Pick<ScreenProps, 'incident' | 'timeOf' | 'timeRange'>) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const { severity, service, name, owner, pair, description } = slo;
  const isTold = incident.others.some(({ id, alert }) => alert === 'firing' && incident.together.includes(id));
  const alert = alertWords(slo, isTold, timeOf);
  return (
    <div className={styles.headline} role="alert">
      <span
        className={cx(
          styles.severity,
          severity === 'page' ? styles.page : severity === 'ticket' ? styles.ticket : styles.status
        )}
      >
        {severityWord(slo)}
      </span>
      <div className={styles.sentence}>
        <Title>{`${service} / ${name} ${burnSentence(slo, incident.atMilliseconds, timeOf)}`}</Title>
        {alert !== '' && <div className={slo.alert === 'firing' || isTold ? undefined : styles.alert}>{alert}</div>}
        <Together incident={incident} timeOf={timeOf} timeRange={timeRange} />
        <div className={text.quiet}>
          {[
            owner === '' ? '' : t('incident.owner', 'Owner: {{owner}}', { ...PLAIN_TEXT, owner }),
            severity === null ? slo.statusReason : '',
            pair === '' ? '' : t('incident.pair', '{{pair}} fires by its burn rates', { ...PLAIN_TEXT, pair }),
            Object.values(slo.labels)
              .filter((value) => value !== owner)
              .join(', '),
            description,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
      </div>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  return {
    headline: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(0.5, 1.5) }),
    severity: css({
      flexShrink: 0,
      padding: theme.spacing(0.25, 1),
      fontWeight: theme.typography.fontWeightMedium,
      borderRadius: theme.shape.radius.default,
    }),
    page: css({ color: colors.error.contrastText, background: colors.error.main }),
    ticket: css({ color: colors.warning.text, background: colors.warning.transparent }),
    alert: css({ color: colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
    status: css({ color: colors.text.primary, background: colors.background.secondary }),
    // Beside the severity where a line of it is long enough to read, else below.
    sentence: css({ flex: '1 1 420px', minWidth: 0 }),
  };
}
