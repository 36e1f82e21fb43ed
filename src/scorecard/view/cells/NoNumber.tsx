import React from 'react';
import { useStyles2 } from '@grafana/ui';
import type { DataState } from '../../../core/budget/dataState';
import { getTextStyles } from '../textStyles';
import { stateWord } from '../words';

interface Props {
  state: DataState;
  /** What the source's field shows for null, where it is configured. */
  text?: string;
  /** Another cell of the row shows the word already. */
  wordless?: boolean;
}

/** In place of a number there is none of: never a zero, and never without the reason's word. */
export function NoNumber({ state, text, wordless = false }: Props) {
  const styles = useStyles2(getTextStyles);
  return (
    <span className={styles.quiet} title={state === 'measured' ? undefined : stateWord(state)}>
      {text || '—'}
      {state !== 'measured' && <span className={wordless ? styles.hidden : styles.small}> {stateWord(state)}</span>}
    </span>
  );
}
