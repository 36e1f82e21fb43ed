import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Text styles that more than one component uses. */
export function getTextStyles(theme: GrafanaTheme2) {
  return {
    number: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
    quiet: css({ color: theme.colors.text.secondary }),
    small: css({ fontSize: theme.typography.bodySmall.fontSize, lineHeight: theme.typography.bodySmall.lineHeight }),
    heading: css({
      margin: theme.spacing(0, 0, 0.5),
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.secondary,
    }),
    oneLine: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }),
    /** A link that looks like the text it stands in until it is pointed at. */
    link: css({ '&:hover, &:focus-visible': { textDecoration: 'underline' } }),
    hidden: css({
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    }),
  };
}
