import React, { useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { hasPermission } from '@grafana/runtime';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import type { Upstream } from '../core/slo/slo';
import { describeError } from '../shared/delegate/answers';
import { PLAIN_TEXT } from '../shared/plainText';
import { ProvisioningFile } from './ProvisioningFile';
import { createSloDataSource, httpStatus, provisioningYaml } from './sloDataSource';

type State = { state: 'ready' | 'creating' } | { state: 'refused' | 'failed'; message: string };

interface Props {
  /** What the data source shall read from. */
  chosen: readonly Upstream[];
  onCreated: (created: { uid: string; name: string }) => void;
}

/** Adds the data source, or says how an administrator can. */
export function CreateDataSource({ chosen, onCreated }: Props) {
  const [state, setState] = useState<State>({ state: 'ready' });
  const isRefused = state.state === 'refused' || !hasPermission('datasources:create');
  const create = async () => {
    setState({ state: 'creating' });
    try {
      onCreated(await createSloDataSource(chosen));
    } catch (error) {
      setState({ state: httpStatus(error) === 403 ? 'refused' : 'failed', message: describeError(error) });
    }
  };

  return (
    <Stack direction="column" gap={2}>
      {(state.state === 'refused' || state.state === 'failed') && (
        <Alert severity="error" title={t('app.create.failed', 'The data source was not added')} bottomSpacing={0}>
          {state.message}
        </Alert>
      )}
      {chosen.length === 0 ? (
        <Text color="secondary">
          <Trans i18nKey="app.create.choose">Choose the data sources to read SLOs from.</Trans>
        </Text>
      ) : isRefused ? (
        <ProvisioningFile yaml={provisioningYaml(chosen)} />
      ) : (
        <Text color="secondary">
          {t('app.create.text', 'Adds a data source that only reads, through {{names}}. It has no login of its own.', {
            ...PLAIN_TEXT,
            names: chosen.map(({ name }) => name).join(', '),
          })}
        </Text>
      )}
      {!isRefused && (
        <div>
          <Button
            icon={state.state === 'creating' ? 'spinner' : 'plus'}
            disabled={chosen.length === 0}
            // Not disabled meanwhile, which would take the keyboard away from it.
            onClick={state.state === 'creating' ? undefined : () => void create()}
          >
            <Trans i18nKey="app.create.action">Add the SLO data source</Trans>
          </Button>
        </div>
      )}
    </Stack>
  );
}
