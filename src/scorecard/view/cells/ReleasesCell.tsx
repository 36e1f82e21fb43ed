import React from 'react';
import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { policyWord } from '../../../shared/policyWord';
import { POLICY_ICONS, POLICY_LOOKS, releasesWords } from '../policyWords';
import type { CellProps } from '../table';
import { NoNumber } from './NoNumber';
import { WordChip } from './WordChip';

/** What the error-budget policy says of releases; why is one click away. */
export function ReleasesCell({ row: { releases } }: CellProps) {
  if (releases === null) {
    return <NoNumber state="noData" wordless />;
  }
  const { state } = releases;
  const word = policyWord(state);
  return (
    <WordChip
      word={word}
      icon={POLICY_ICONS[state]}
      look={POLICY_LOOKS[state]}
      title={t('scorecard.releases.title', 'Releases: {{word}}', { ...PLAIN_TEXT, word })}
      text={releasesWords(releases)}
    />
  );
}
