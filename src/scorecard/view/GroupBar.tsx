import React, { useId, useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, useStyles2 } from '@grafana/ui';
import { groupByWord } from '../../shared/groupWords';
import { groupLabels } from '../model/groupRows';
import type { ScoreRow } from '../model/row';
import { getTextStyles } from './textStyles';
import type { Lines } from './useLines';

interface Props {
  /** All of them. */
  rows: readonly ScoreRow[];
  /** Empty where nothing is grouped. */
  by: string;
  onGroup: (by: string) => void;
  lines: Lines;
}

/** By what the rows are grouped, and a button for all groups at once. */
export function GroupBar({ rows, by, onGroup, lines }: Props) {
  const styles = useStyles2(getTextStyles);
  const id = useId();
  const options = useMemo(
    () =>
      [...new Set([...groupLabels(rows), ...(by === '' ? [] : [by])])].map((value) => ({
        value,
        label: groupByWord(value),
      })),
    [rows, by]
  );
  return (
    <>
      <div>
        <label htmlFor={id} className={styles.hidden}>
          {t('scorecard.group-by', 'Group by')}
        </label>
        <Combobox
          id={id}
          prefixIcon="layer-group"
          placeholder={t('scorecard.group-by', 'Group by')}
          options={options}
          value={by === '' ? null : by}
          onChange={(chosen) => onGroup(chosen?.value ?? '')}
          isClearable
          width="auto"
          minWidth={14}
          maxWidth={30}
        />
      </div>
      {by !== '' && (
        <Button size="sm" variant="secondary" fill="text" onClick={lines.toggleAll}>
          {lines.areAllOpen
            ? t('scorecard.group.close-all', 'Collapse all')
            : t('scorecard.group.open-all', 'Expand all')}
        </Button>
      )}
    </>
  );
}
