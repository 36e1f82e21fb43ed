import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../../shared/plainText';
import { exhaustionWords } from '../../exhaustionWords';
import { sloWords } from '../../sloWords';
import { getTextStyles } from '../../textStyles';
import { NoNumber } from '../NoNumber';
import type { GroupCellProps } from './props';

/** When the first budget of a group runs out. */
export function GroupExhaustion({ group: { members, exhaustionSeconds }, table }: GroupCellProps) {
  const text = useStyles2(getTextStyles);
  const first = members.find((member) => member.exhaustionSeconds === exhaustionSeconds)?.row;
  return exhaustionSeconds === null || !first ? (
    <NoNumber state={members[0].row.dataState} wordless />
  ) : (
    <span
      className={cx(text.number, first.exhaustion.kind !== 'in' && text.quiet)}
      title={t('scorecard.group.first', 'First: {{slo}}', { ...PLAIN_TEXT, slo: sloWords(first) })}
    >
      {exhaustionWords(first, table.format)}
    </span>
  );
}
