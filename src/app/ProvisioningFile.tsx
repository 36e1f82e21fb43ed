import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, Stack, Text, useStyles2 } from '@grafana/ui';

/** For whoever may not add data sources: the file with which an administrator does. */
export function ProvisioningFile({ yaml }: { yaml: string }) {
  const styles = useStyles2(getStyles);
  const label = t('app.provisioning.label', 'Provisioning file');
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text color="secondary">
        <Trans i18nKey="app.provisioning.text">
          You may not add data sources. Give this file to whoever runs this Grafana: it belongs in the folder
          provisioning/datasources and takes effect when Grafana starts next.
        </Trans>
      </Text>
      {/* Scrolls where it is narrow, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.file} role="region" aria-label={label} tabIndex={0}>
        {yaml}
      </pre>
      <ClipboardButton variant="primary" icon="copy" getText={() => yaml}>
        <Trans i18nKey="app.provisioning.copy">Copy</Trans>
      </ClipboardButton>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  file: css({
    width: '100%',
    margin: 0,
    padding: theme.spacing(2),
    overflowX: 'auto',
    whiteSpace: 'pre',
    wordBreak: 'normal',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
