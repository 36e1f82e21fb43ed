import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Checkbox, Icon, Text, useStyles2 } from '@grafana/ui';
import type { Suggestion } from '../../core/suggest/suggestions';
import { goodWords, percentText, restrictionWords, weekWords } from './words';

interface Props {
  title: string;
  suggestion: Suggestion;
  state: 'open' | 'chosen' | 'accepted';
  onToggle: () => void;
}

export function SuggestionRow({ title, suggestion, state, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const restriction = restrictionWords(suggestion.sli);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Checkbox
          label={title}
          description={goodWords(suggestion)}
          value={state !== 'open'}
          disabled={state === 'accepted'}
          onChange={onToggle}
        />
        {restriction !== undefined && (
          <div className={styles.restriction}>
            <Icon name="exclamation-triangle" aria-hidden /> {restriction}
          </div>
        )}
      </div>
      <div className={styles.week}>
        <Text variant="bodySmall" color="secondary">
          <Trans i18nKey="suggestions.last-week">Good last week</Trans>
        </Text>
        <div>{weekWords(suggestion)}</div>
      </div>
      <div className={styles.objective}>
        <Text variant="bodySmall" color="secondary">
          <Trans i18nKey="suggestions.objective">Objective</Trans>
        </Text>
        <div>{percentText(suggestion.objectiveRatio)}</div>
        {state === 'accepted' && (
          <Text variant="bodySmall" color="success">
            {t('suggestions.accepted', 'Added')}
          </Text>
        )}
      </div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    padding: theme.spacing(1, 2),
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  // The description of a checkbox is a selector without spaces, which must break rather than widen the page.
  what: css({ flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' }),
  // Widths of what is usual, so that numbers of different rows stand below one another.
  week: css({ minWidth: 250, fontVariantNumeric: 'tabular-nums' }),
  objective: css({ minWidth: 70, fontVariantNumeric: 'tabular-nums' }),
  restriction: css({ paddingLeft: theme.spacing(3), color: theme.colors.warning.text }),
});
