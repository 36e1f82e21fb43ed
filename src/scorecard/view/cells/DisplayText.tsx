import React from 'react';
import { cx } from '@emotion/css';
import type { DisplayValue } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { getTextStyles } from '../textStyles';

/** A number as its field shows it, in figures of equal width. */
export function DisplayText({ shown, className }: { shown: DisplayValue; className?: string }) {
  const styles = useStyles2(getTextStyles);
  return (
    <span className={cx(styles.number, className)}>
      {shown.prefix}
      {shown.text}
      {shown.suffix}
    </span>
  );
}
