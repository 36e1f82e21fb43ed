import React from 'react';
import { css, cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { noSliWords } from '../../../../shared/groupWords';
import { Explain } from '../../Explain';
import { getTextStyles } from '../../textStyles';
import { DisplayText } from '../DisplayText';
import type { GroupCellProps } from './props';

/** Good events over all events of a group, or why there is no such number. */
export function GroupSli({ group, table }: GroupCellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const { sli, rows } = group;
  if (sli.state === 'absent') {
    return (
      <div className={styles.right}>
        <Explain
          className={text.quiet}
          title={t('scorecard.no-number', 'No number')}
          text={noSliWords(sli.reason, rows.length)}
        >
          —
        </Explain>
      </div>
    );
  }
  const field = rows.find((row) => row.sli.field)?.sli.field ?? null;
  return (
    <div className={styles.right} title={t('scorecard.group.sli', 'Good events of the group, of all its events')}>
      <DisplayText shown={table.format.ratio({ value: sli.ratio, field })} />
      <span className={cx(text.small, text.quiet)}>{t('scorecard.group.by-events', 'by events')}</span>
    </div>
  );
}

function getStyles() {
  return { right: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-end' }) };
}
