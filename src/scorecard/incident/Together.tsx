import React from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { Anchor } from '../view/Anchor';
import type { ScreenProps } from './IncidentScreen';
import { incidentDashboard } from './places';
import { groupsOf, shortAlertWords, togetherWords } from './words';

/** As many names as can be read at a glance; all of them stand below. */
const MOST_NAMES = 3;

/** Which other SLOs began to burn at about the same time, worst first. That they did makes none the cause. */
export function Together({ incident, timeOf, timeRange }: Pick<ScreenProps, 'incident' | 'timeOf' | 'timeRange'>) {
  const styles = useStyles2(getStyles);
  const slos = incident.others.filter(({ id }) => incident.together.includes(id));
  if (slos.length === 0) {
    return null;
  }
  const more = slos.length - MOST_NAMES;
  return (
    <div>
      {togetherWords(slos.length, incident.togetherSeconds)}{' '}
      {slos.slice(0, MOST_NAMES).map((slo, index) => (
        <React.Fragment key={slo.id}>
          {index > 0 && ', '}
          <Anchor
            url={incidentDashboard(slo, timeRange)}
            name={`${slo.service} / ${slo.name}`}
            className={styles.link}
          >{`${slo.service} / ${slo.name}`}</Anchor>
          {` (${[
            groupsOf(slo),
            slo.onsetMilliseconds === null ? '' : timeOf(slo.onsetMilliseconds),
            shortAlertWords(slo),
          ]
            .filter((text) => text !== '')
            .join(', ')})`}
        </React.Fragment>
      ))}
      {more > 0 && ` ${t('incident.together.more', 'and {{count}} more below', { count: more })}`}
    </div>
  );
}

function getStyles() {
  return { link: css({ textDecoration: 'underline' }) };
}
