import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { IncidentView } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { Explain } from '../view/Explain';
import { Buttons } from './Buttons';
import { Changes } from './Changes';
import { Facts } from './Facts';
import { Groups } from './Groups';
import { Headline } from './Headline';
import { Others } from './Others';
import { Quiet } from './Quiet';
import { blindWords, dataAgeWords } from './words';

export interface ScreenProps {
  incident: IncidentView;
  /** False where a data source has not answered, or not yet: what it holds may burn. */
  whole: boolean;
  /** Time of day without the zone, which `asOf` names once. */
  timeOf: (milliseconds: number) => string;
  /** When that was, with the zone of every time on the screen. */
  asOf: string;
  /** The dashboard's time range as the query of an address. */
  timeRange: string;
  notices: ReactNode;
}

/** Data older than this is said in colour: Prometheus gives nothing older than five minutes. */
const OLD_SECONDS = 150;

/** What burns, in the order in which somebody who was woken needs it. */
export function IncidentScreen({ incident, whole, timeOf, asOf, timeRange, notices }: ScreenProps) {
  const styles = useStyles2(getStyles);
  const { main, others } = incident;
  return (
    <div className={styles.screen}>
      {notices}
      <Sight incident={incident} asOf={asOf} />
      {main ? (
        <>
          <Headline slo={main} incident={incident} timeOf={timeOf} timeRange={timeRange} />
          <Facts slo={main} complete={incident.complete} />
          {main.severity !== null && (
            <div className={styles.columns}>
              <Groups incident={incident} />
              <Changes incident={incident} timeOf={timeOf} />
            </div>
          )}
          <Buttons slo={main} incident={incident} timeRange={timeRange} />
        </>
      ) : (
        <Quiet incident={incident} whole={whole} timeOf={timeOf} />
      )}
      {others.length > 0 && <Others slos={others} timeOf={timeOf} timeRange={timeRange} />}
    </div>
  );
}

/** How fresh the data is and what cannot be seen: without that, nothing below can be trusted. */
function Sight({ incident, asOf }: Pick<ScreenProps, 'incident' | 'asOf'>) {
  const styles = useStyles2(getStyles);
  const { blind, complete, dataAgeSeconds } = incident;
  const old = dataAgeSeconds === null || dataAgeSeconds > OLD_SECONDS;
  return (
    <div className={styles.sight} role="status">
      <span>{t('incident.as-of', 'As of {{time}}', { ...PLAIN_TEXT, time: asOf })}</span>
      {complete && <span className={cx(old && styles.old)}>{dataAgeWords(dataAgeSeconds)}</span>}
      {blind.length > 0 && (
        <Explain
          className={styles.blind}
          title={blindWords(incident)}
          text={blind.map(({ service, name, reason }) => `${service} / ${name}: ${reason}`).join('\n')}
        >
          {blindWords(incident)}
        </Explain>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  return {
    screen: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1.5),
      height: '100%',
      padding: theme.spacing(0, 2, 1),
      overflow: 'auto',
    }),
    sight: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2), color: colors.text.secondary }),
    old: css({ color: colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
    blind: css({ color: colors.text.primary, textDecoration: 'underline dotted' }),
    columns: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
      gap: theme.spacing(1.5, 4),
    }),
  };
}
