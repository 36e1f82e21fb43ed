import React from 'react';
import { t } from '@grafana/i18n';
import { InlineField } from '@grafana/ui';
import { OWN_WINDOW, readWindow } from '../window';
import { Choice } from './Choice';
import { LABEL_WIDTH } from './FilterField';
import { suggestions } from './suggestions';

const SUGGESTED = ['1d', '3d', '7d', '14d', '28d', '30d', '90d'];

interface Props {
  id: string;
  /** As stored: empty for the window of each SLO. */
  window: string;
  variables: readonly string[];
  onChange: (window: string) => void;
}

export function WindowField({ id, window, variables, onChange }: Props) {
  // What a variable will hold cannot be judged here; the answer to the query says when it is no duration.
  const reading = window.includes('$') || window.includes('[[') ? null : readWindow(window);
  const isOwn = reading?.ok === true && reading.windowSeconds === null;
  const invalid = reading?.ok === false;
  return (
    <InlineField
      label={t('query.window.label', 'Window')}
      labelWidth={LABEL_WIDTH}
      htmlFor={id}
      tooltip={t(
        'query.window.help',
        'Judges every SLO over this window instead of the one it defines. Useful while the history is younger than that window, or to compare SLOs that define different ones.'
      )}
      invalid={invalid}
      error={invalid ? t('query.window.no-duration', 'No duration such as 7d or 12h') : undefined}
    >
      <Choice
        id={id}
        width={20}
        createCustomValue
        options={[
          { value: OWN_WINDOW, label: t('query.window.own', 'As defined') },
          ...suggestions({
            heading: t('query.window.lengths', 'Lengths'),
            variables,
            known: SUGGESTED,
            chosen: isOwn ? [] : [window],
          }),
        ]}
        value={isOwn ? OWN_WINDOW : window}
        onChange={(value) => onChange(value === OWN_WINDOW ? '' : value)}
      />
    </InlineField>
  );
}
