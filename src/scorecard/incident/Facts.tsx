import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { BurningSlo } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { getTextStyles } from '../view/textStyles';
import { badEventsWords, costWords, goneByEventsWords, goneRateWords, goneWords, percentWords } from './words';

/** What it has cost, what is left, and until when. @param complete false while the cost is still on its way */
export function Facts({ slo, complete }: { slo: BurningSlo; complete: boolean }) {
  const styles = useStyles2(getStyles);
  const { budgetRemaining, eventBudgetRemaining } = slo;
  const byEvents =
    eventBudgetRemaining === null
      ? ''
      : t('incident.by-events', 'by events {{share}}', { ...PLAIN_TEXT, share: percentWords(eventBudgetRemaining) });
  return (
    <dl className={styles.facts}>
      {slo.severity !== null && (
        <Fact name={t('incident.cost', 'Cost so far')} value={costWords(slo, complete)} more={badEventsWords(slo)} />
      )}
      <Fact
        name={t('incident.remaining', 'Budget left')}
        value={budgetRemaining === null ? t('incident.gone.cannot-tell', 'cannot tell') : percentWords(budgetRemaining)}
        more={byEvents}
      />
      <Fact
        name={t('incident.gone', 'Budget runs out')}
        value={goneWords(slo)}
        more={[goneRateWords(slo), goneByEventsWords(slo)].filter((words) => words !== '').join('; ')}
      />
    </dl>
  );
}

function Fact({ name, value, more }: { name: string; value: string; more: string }) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  return (
    <div>
      <dt className={cx(text.quiet, text.small)}>{name}</dt>
      <dd className={styles.fact}>
        {value}
        {more !== '' && <div className={cx(text.quiet, text.small)}>{more}</div>}
      </dd>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    facts: css({
      // Each as wide as it is, below the others where there is no room beside them.
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 4),
      margin: 0,
    }),
    fact: css({ margin: 0, fontSize: theme.typography.h5.fontSize, fontVariantNumeric: 'tabular-nums' }),
  };
}
