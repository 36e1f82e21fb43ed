import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { Choices } from './useChoices';

interface Props {
  choices: Choices;
}

/** Why suggestions are missing, and that filters choose nothing: neither is seen in an empty list. */
export function ChoicesNote({ choices: { problems, isNoneChosen } }: Props) {
  return (
    // There from the start, so that screen readers tell what comes into it.
    <div role="status">
      {problems.map((problem) => (
        <Text key={problem} element="p" variant="bodySmall" color="warning">
          {t('query.choices.missing', 'Suggestions are missing; typed values work. {{problem}}', {
            ...PLAIN_TEXT,
            problem,
          })}
        </Text>
      ))}
      {isNoneChosen && (
        <Text element="p" variant="bodySmall" color="warning">
          {t('query.choices.none', 'No known SLO passes all of these filters.')}
        </Text>
      )}
    </div>
  );
}
