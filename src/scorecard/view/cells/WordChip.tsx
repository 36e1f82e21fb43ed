import React from 'react';
import { cx } from '@emotion/css';
import type { IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { Explain } from '../Explain';
import { getChipStyles, type ChipLook } from './chipStyles';

interface Props {
  word: string;
  icon: IconName;
  look: ChipLook;
  /** Heading of what is one click away. */
  title: string;
  text: string;
}

/** One word for how something stands: icon, word and colour; why is one click away. */
export function WordChip({ word, icon, look, title, text }: Props) {
  const styles = useStyles2(getChipStyles);
  return (
    <Explain className={cx(styles.chip, styles[look])} title={title} text={text}>
      {/* Keyed, because an icon that changes its name while it loads keeps the drawing of the old one. */}
      <Icon key={icon} name={icon} size="sm" aria-hidden />
      {word}
    </Explain>
  );
}
