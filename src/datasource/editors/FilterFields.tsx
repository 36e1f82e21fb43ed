import React from 'react';
import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import type { SloQuery } from '../types';
import { ChoicesNote } from './ChoicesNote';
import { FilterField } from './FilterField';
import { LabelFilters } from './LabelFilters';
import type { Choices } from './useChoices';

interface Props {
  id: string;
  query: SloQuery;
  choices: Choices;
  /** `complete` is false while something has been begun that filters nothing yet. */
  onChange: (part: Pick<SloQuery, 'services' | 'slos' | 'owners' | 'labels'>, complete?: boolean) => void;
}

/** Which SLOs a query is about. */
export function FilterFields({ id, query, choices, onChange }: Props) {
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" wrap="wrap" gap={0}>
        <FilterField
          id={`${id}-services`}
          label={t('query.services.label', 'Services')}
          placeholder={t('query.services.all', 'All services')}
          known={choices.known('services')}
          choices={choices}
          chosen={query.services}
          onChange={(services) => onChange({ services })}
        />
        <FilterField
          id={`${id}-slos`}
          label={t('query.slos.label', 'SLOs')}
          placeholder={t('query.slos.all', 'All SLOs')}
          known={choices.known('slos')}
          choices={choices}
          chosen={query.slos}
          onChange={(slos) => onChange({ slos })}
        />
        <FilterField
          id={`${id}-owners`}
          label={t('query.owners.label', 'Owners')}
          placeholder={t('query.owners.all', 'All owners')}
          known={choices.known('owners')}
          choices={choices}
          chosen={query.owners}
          onChange={(owners) => onChange({ owners })}
        />
      </Stack>
      <LabelFilters
        id={`${id}-labels`}
        filters={query.labels ?? []}
        choices={choices}
        onChange={(labels, complete) => onChange({ labels }, complete)}
      />
      <ChoicesNote choices={choices} />
    </Stack>
  );
}
