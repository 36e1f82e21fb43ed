import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { BurningSlo } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { Anchor } from '../view/Anchor';
import { getTextStyles } from '../view/textStyles';
import type { ScreenProps } from './IncidentScreen';
import { incidentDashboard } from './places';
import { groupsOf, roughly, severityWord, shortAlertWords } from './words';

/** What else burns, a line each. */
export function Others({
  slos,
  timeOf,
  timeRange,
}: { slos: readonly BurningSlo[] } & Pick<ScreenProps, 'timeOf' | 'timeRange'>) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  return (
    <section aria-label={t('incident.others', 'Also burning')}>
      <h3 className={text.heading}>{t('incident.others', 'Also burning')}</h3>
      <div className={cx(text.quiet, text.small)}>
        {t('incident.order', 'Pages before tickets, then the least budget left, as on the scorecard.')}
      </div>
      <ul className={styles.list}>
        {slos.map((slo) => (
          <li key={slo.id} className={styles.other}>
            <span className={cx(text.small, slo.severity === 'page' ? styles.pageText : styles.ticketText)}>
              {severityWord(slo)}
            </span>
            <Anchor
              url={incidentDashboard(slo, timeRange)}
              name={`${slo.service} / ${slo.name}`}
              className={cx(text.oneLine, styles.link)}
            >
              {`${slo.service} / ${slo.name}`}
            </Anchor>
            <span className={cx(text.quiet, text.number)}>
              {[
                groupsOf(slo),
                rate(slo),
                slo.onsetMilliseconds === null
                  ? ''
                  : t('incident.since', 'since {{time}}', { ...PLAIN_TEXT, time: timeOf(slo.onsetMilliseconds) }),
                slo.owner,
                shortAlertWords(slo),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By what fires, since a ticket may burn for days and not at the moment. */
function rate({ burnRate, pair }: BurningSlo): string {
  return burnRate === null
    ? ''
    : t('incident.others.rate', '{{rate}}x over {{window}}', {
        ...PLAIN_TEXT,
        rate: roughly(burnRate),
        window: pair.split('/').at(-1),
      });
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  return {
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    other: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: theme.spacing(0, 1), minWidth: 0 }),
    link: css({ '&:hover, &:focus-visible': { textDecoration: 'underline' } }),
    pageText: css({ color: colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
    ticketText: css({ color: colors.warning.text }),
  };
}
