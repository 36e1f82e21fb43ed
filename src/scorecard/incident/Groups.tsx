import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { IncidentView } from '../../core/frame/incident';
import { getTextStyles } from '../view/textStyles';
import { groupWords } from './words';

/** Where it is hit: the share of the bad events as a bar, with the share of the traffic as a mark on it. */
export function Groups({ incident: { groups, groupsReason } }: { incident: IncidentView }) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  return (
    <section aria-label={t('incident.where', 'Where')}>
      <h3 className={text.heading}>{t('incident.where', 'Where')}</h3>
      {groups.length === 0 ? (
        <div className={text.quiet}>
          {groupsReason === '' ? t('incident.where.loading', 'Being looked for …') : groupsReason}
        </div>
      ) : (
        <ul className={styles.list}>
          {groups.map((group) => (
            <li key={`${group.label} ${group.value}`}>
              <div className={cx(styles.line, group.standsOut && styles.standsOut)}>
                <span>{`${group.label}: ${group.value}`}</span>
                <span className={cx(text.quiet, text.small)}>{groupWords(group)}</span>
              </div>
              <div className={styles.bar} aria-hidden>
                <div
                  className={cx(styles.bad, group.standsOut && styles.badOut)}
                  style={{ width: `${100 * clamp(group.badRatio)}%` }}
                />
                <div className={styles.traffic} style={{ left: `${100 * clamp(group.trafficRatio)}%` }} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {groups.length > 0 && groups.every(({ standsOut }) => !standsOut) && (
        <div className={text.quiet}>
          {t('incident.where.none', 'None stands out: each has about as much of the bad events as of the traffic.')}
        </div>
      )}
    </section>
  );
}

/** A bar cannot be longer than its track; the words beside it say what was measured. */
function clamp(ratio: number): number {
  return Math.min(1, Math.max(0, Number.isFinite(ratio) ? ratio : 0));
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  return {
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    line: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: theme.spacing(0, 1) }),
    standsOut: css({ fontWeight: theme.typography.fontWeightMedium }),
    bar: css({
      position: 'relative',
      height: 6,
      margin: theme.spacing(0.25, 0, 0.75),
      background: colors.background.secondary,
      borderRadius: theme.shape.radius.default,
    }),
    bad: css({ height: '100%', background: colors.text.disabled, borderRadius: theme.shape.radius.default }),
    badOut: css({ background: colors.error.main }),
    traffic: css({ position: 'absolute', top: -2, bottom: -2, width: 2, background: colors.text.primary }),
  };
}
