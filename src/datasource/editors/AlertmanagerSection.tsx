import React, { useState } from 'react';
import type { DataSourcePluginOptionsEditorProps, SelectableValue } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Field, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { dataSourcesOfType } from '../../shared/delegate/dataSources';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions } from '../types';
import { Choice } from './Choice';

/** Where Grafana's own Alertmanager is found, in place of the uid of a data source. */
const OWN = 'grafana';
const PICKER_ID = 'slo-alertmanager';

type Chosen = 'none' | 'own' | 'dataSource';

/** Which Alertmanager tells whether alerts are silenced or inhibited. */
export function AlertmanagerSection({
  options,
  onOptionsChange,
}: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const { alertmanagerUid = '' } = options.jsonData;
  // A data source is meant before one is chosen.
  const [wanted, setWanted] = useState(false);
  const chosen: Chosen = alertmanagerUid === OWN ? 'own' : alertmanagerUid !== '' || wanted ? 'dataSource' : 'none';
  const isReadOnly = options.readOnly === true;
  const change = (uid: string | undefined) =>
    onOptionsChange({
      ...options,
      jsonData: { ...options.jsonData, schemaVersion: OPTIONS_SCHEMA_VERSION, alertmanagerUid: uid },
    });
  return (
    <Stack direction="column" gap={1}>
      <Text element="h3">
        <Trans i18nKey="config.alertmanager.title">Alertmanager</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="config.alertmanager.description">
          Tells of each alert whether it is silenced or inhibited, by whom and until when. Whoever looks at a dashboard
          needs the permission to read its alerts and silences. Without one, that stays unknown.
        </Trans>
      </Text>
      <RadioButtonGroup<Chosen>
        aria-label={t('config.alertmanager.title', 'Alertmanager')}
        disabled={isReadOnly}
        options={choices()}
        value={chosen}
        onChange={(next) => {
          setWanted(next === 'dataSource');
          change(next === 'own' ? OWN : undefined);
        }}
      />
      {chosen === 'dataSource' && (
        <Field noMargin label={t('config.alertmanager.data-source', 'Alertmanager data source')} htmlFor={PICKER_ID}>
          <Choice
            id={PICKER_ID}
            width={40}
            options={dataSourcesOfType('alertmanager').map(({ uid, name }) => ({ value: uid, label: name }))}
            value={alertmanagerUid === '' ? null : alertmanagerUid}
            placeholder={t('config.alertmanager.placeholder', 'Choose an Alertmanager data source')}
            disabled={isReadOnly}
            onChange={change}
          />
        </Field>
      )}
    </Stack>
  );
}

function choices(): Array<SelectableValue<Chosen> & { value: Chosen }> {
  return [
    { value: 'none', label: t('config.alertmanager.none', 'None') },
    { value: 'own', label: t('config.alertmanager.own', 'Grafana’s own') },
    { value: 'dataSource', label: t('config.alertmanager.other', 'A data source') },
  ];
}
