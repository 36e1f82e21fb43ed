import React from 'react';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { DataState } from '../../../core/budget/dataState';
import { Explain } from '../Explain';
import { getTextStyles } from '../textStyles';
import { stateWord } from '../words';

interface Props {
  state: DataState;
  /** What the source's field shows for null, where it is configured. */
  text?: string;
  /** Another cell of the row shows the word already. */
  wordless?: boolean;
  /** Why there is none, one click away; only where no other cell tells it. */
  reason?: string;
}

/** In place of a number there is none of: never a zero, and never without the reason's word. */
export function NoNumber({ state, text, wordless = false, reason }: Props) {
  const styles = useStyles2(getTextStyles);
  const content = (
    <>
      {text || '—'}
      {state !== 'measured' && <span className={wordless ? styles.hidden : styles.small}> {stateWord(state)}</span>}
    </>
  );
  return reason ? (
    <Explain className={styles.quiet} title={t('scorecard.no-number', 'No number')} text={reason}>
      {content}
    </Explain>
  ) : (
    <span className={styles.quiet} title={state === 'measured' ? undefined : stateWord(state)}>
      {content}
    </span>
  );
}
