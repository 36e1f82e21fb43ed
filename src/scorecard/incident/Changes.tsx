import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { IncidentChange, IncidentView } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { getTextStyles } from '../view/textStyles';

const ICONS: Record<IncidentChange['kind'], IconName> = {
  version: 'code-branch',
  targets: 'plug',
  rules: 'list-ul',
  annotation: 'comment-alt',
  alert: 'bell',
  slo: 'fire',
};

interface Props {
  incident: IncidentView;
  timeOf: (milliseconds: number) => string;
}

/** What changed before the onset. What came before is no cause, and what was looked at in vain is said too. */
export function Changes({ incident, timeOf }: Props) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const { changes, changesFromMilliseconds, nothingFoundIn, notLookedIn } = incident;
  const title =
    changesFromMilliseconds === null
      ? t('incident.before', 'What changed before')
      : t('incident.before-since', 'What changed before, from {{time}}', {
          ...PLAIN_TEXT,
          time: timeOf(changesFromMilliseconds),
        });
  return (
    <section aria-label={title}>
      <h3 className={text.heading}>{title}</h3>
      <ul className={styles.list}>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.atMilliseconds} ${change.text}`} className={styles.line}>
            <Icon name={ICONS[change.kind]} size="sm" aria-hidden className={styles.icon} />
            <span className={text.number}>{timeOf(change.atMilliseconds)}</span>
            <span className={styles.text}>{change.text}</span>
          </li>
        ))}
      </ul>
      <div className={cx(text.quiet, text.small)}>
        {nothingFoundIn.length > 0 &&
          t('incident.nothing-found', 'Nothing found in: {{places}}.', {
            ...PLAIN_TEXT,
            places: nothingFoundIn.join(', '),
          })}
        {notLookedIn.map((place) => (
          <div key={place}>{t('incident.not-looked', 'Not looked in: {{place}}', { ...PLAIN_TEXT, place })}</div>
        ))}
      </div>
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    line: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.75), minWidth: 0 }),
    icon: css({ flexShrink: 0, alignSelf: 'center', color: theme.colors.text.secondary }),
    text: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  };
}
