import React, { useState } from 'react';
import type { SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineField, Input, Stack, Text } from '@grafana/ui';
import type { SloDataSource } from '../datasource';
import type { ReleaseView, SloQuery } from '../types';
import { Choice } from './Choice';
import { LABEL_WIDTH } from './FilterField';
import { RadioField } from './RadioField';
import { suggestions } from './suggestions';
import { useReleaseChoices } from './useReleaseChoices';

interface Props {
  id: string;
  datasource: SloDataSource;
  query: SloQuery;
  onChange: (part: Pick<SloQuery, 'release' | ReleaseText>) => void;
}

type ReleaseText = 'policy' | 'version' | 'baseline' | 'start' | 'attempt';

/** Grafana's lists take an empty value for none. */
const EVERY_OTHER = '-';
const EXAMPLE_START = '2026-01-31T14:05:00Z';
const FIRST_ATTEMPT = '1';

/** Which release a query is about, by which policy, and what is told of it. */
export function ReleaseFields({ id, datasource, query, onChange }: Props) {
  const { policy = '', version = '', baseline = '', start = '', attempt = '' } = query;
  const { policies, versions, problem } = useReleaseChoices(datasource, policy);
  const variables = datasource.variableTexts();
  const listed = (heading: string, known: readonly string[], chosen: string) =>
    suggestions({ heading, variables, known, chosen: chosen === '' ? [] : [chosen] });
  const policyLabel = t('query.release.policy', 'Policy');
  const versionLabel = t('query.release.version', 'Version');
  return (
    <Stack direction="column" gap={1}>
      <RadioField
        label={t('query.release.view', 'As')}
        description={t('query.release.view-description', 'What is told of the release')}
        options={viewOptions()}
        value={query.release ?? 'criteria'}
        onChange={(release) => onChange({ release })}
      />
      <Stack direction="row" wrap="wrap" gap={0}>
        <InlineField label={policyLabel} labelWidth={LABEL_WIDTH} htmlFor={`${id}-policy`} shrink>
          <Choice
            id={`${id}-policy`}
            width={30}
            placeholder={t('query.release.choose-policy', 'Choose a policy')}
            createCustomValue
            options={listed(policyLabel, policies, policy)}
            value={policy === '' ? null : policy}
            onChange={(value) => onChange({ policy: value })}
          />
        </InlineField>
        <InlineField label={versionLabel} labelWidth={LABEL_WIDTH} htmlFor={`${id}-version`} shrink>
          <Choice
            id={`${id}-version`}
            width={30}
            placeholder={t('query.release.choose-version', 'Choose a version')}
            createCustomValue
            options={listed(versionLabel, versions, version)}
            value={version === '' ? null : version}
            onChange={(value) => onChange({ version: value })}
          />
        </InlineField>
        <InlineField
          label={t('query.release.baseline', 'Baseline')}
          labelWidth={LABEL_WIDTH}
          htmlFor={`${id}-baseline`}
          tooltip={t('query.release.baseline-help', 'What the release is compared with where the policy compares.')}
          shrink
        >
          <Choice
            id={`${id}-baseline`}
            width={30}
            createCustomValue
            options={[
              { value: EVERY_OTHER, label: t('query.release.every-other', 'Every other version') },
              ...listed(versionLabel, versions, baseline),
            ]}
            value={baseline === '' ? EVERY_OTHER : baseline}
            onChange={(value) => onChange({ baseline: value === EVERY_OTHER ? '' : value })}
          />
        </InlineField>
        <TextField
          id={`${id}-start`}
          label={t('query.release.start', 'Start')}
          help={t(
            'query.release.start-help',
            'When the release began, with its zone. Left empty, it is the last minute before the version was first seen.'
          )}
          placeholder={EXAMPLE_START}
          width={30}
          value={start}
          onChange={(value) => onChange({ start: value })}
        />
        <TextField
          id={`${id}-attempt`}
          label={t('query.release.attempt', 'Attempt')}
          help={t(
            'query.release.attempt-help',
            'Which attempt to release the same it is: every further one must show more, so that trying again and again does not pass in the end.'
          )}
          placeholder={FIRST_ATTEMPT}
          width={8}
          value={attempt}
          onChange={(value) => onChange({ attempt: value })}
        />
      </Stack>
      {problem !== null && (
        <Text element="p" variant="bodySmall" color="warning">
          {problem}
        </Text>
      )}
    </Stack>
  );
}

interface TextProps {
  id: string;
  label: string;
  help: string;
  placeholder: string;
  width: number;
  value: string;
  onChange: (value: string) => void;
}

/** Asks once somebody has written, and not at every key. */
function TextField({ id, label, help, placeholder, width, value, onChange }: TextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) {
      onChange(draft);
    }
    setDraft(null);
  };
  return (
    <InlineField label={label} labelWidth={LABEL_WIDTH} htmlFor={id} tooltip={help} shrink>
      <Input
        id={id}
        width={width}
        placeholder={placeholder}
        value={draft ?? value}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </InlineField>
  );
}

function viewOptions(): Array<SelectableValue<ReleaseView> & { value: ReleaseView }> {
  return [
    {
      value: 'criteria',
      label: t('query.release.criteria', 'Criteria'),
      description: t('query.release.criteria-description', 'Each criterion with its verdict and what shows it'),
    },
    {
      value: 'summary',
      label: t('query.release.summary', 'Summary'),
      description: t('query.release.summary-description', 'The release as a whole, one row'),
    },
    {
      value: 'confidence',
      label: t('query.release.confidence', 'Confidence'),
      description: t(
        'query.release.confidence-description',
        'Bad events against what the objective allows since the start, with what they can be in truth'
      ),
    },
    {
      value: 'comparison',
      label: t('query.release.comparison', 'Comparison'),
      description: t('query.release.comparison-description', 'Share of bad events of the release and of its baseline'),
    },
  ];
}
