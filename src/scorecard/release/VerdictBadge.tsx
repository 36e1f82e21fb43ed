import React from 'react';
import { cx } from '@emotion/css';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Verdict } from '../../core/release/verdict';
import { verdictWord } from '../../shared/words/release';
import { getVerdictStyles, VERDICT_ICONS } from './verdictStyles';

export function VerdictBadge({ verdict, large = false }: { verdict: Verdict; large?: boolean }) {
  const styles = useStyles2(getVerdictStyles);
  return (
    <span className={cx(styles.badge, styles[verdict], large && styles.large)}>
      <Icon key={verdict} name={VERDICT_ICONS[verdict]} size={large ? 'lg' : 'sm'} aria-hidden />
      {verdictWord(verdict)}
    </span>
  );
}
