import React, { lazy, Suspense } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '@grafana/i18n';
import type { SloDataSourceOptions } from '../types';

const ConfigEditor = lazy(async () => ({
  default: (await import(/* webpackChunkName: "config-editor" */ './ConfigEditor')).ConfigEditor,
}));

/** The settings are opened once in a while, dashboards all day: whoever looks at one does not load the other. */
export function LazyConfigEditor(props: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('config.loading', 'Loading settings …')} />}>
      <ConfigEditor {...props} />
    </Suspense>
  );
}
