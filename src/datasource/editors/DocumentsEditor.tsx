import React, { useId, useRef } from 'react';
import { css } from '@emotion/css';
import type { DataSourcePluginOptionsEditorProps, GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Dropdown, Menu, Stack, Text, useStyles2 } from '@grafana/ui';
import { appendDocument } from '../../core/suggest/document';
import { kilobytesOf, MOST_KILOBYTES } from '../documents/limits';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions } from '../types';
import { CodeArea, type CodeAreaHandle } from './CodeArea';
import { DocumentProblems } from './DocumentProblems';
import { EXAMPLES } from './examples';
import { useDefinitions } from './useDefinitions';

/** From this share of the limit on, the size is told. */
const NEAR_LIMIT_RATIO = 0.5;

/** The SLO documents of the data source as one text, with everything that is wrong with it below. */
export function DocumentsEditor({
  options,
  onOptionsChange,
}: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const area = useRef<CodeAreaHandle>(null);
  const documents = options.jsonData.documents ?? '';
  const read = useDefinitions(documents);
  const change = (next: string) =>
    onOptionsChange({
      ...options,
      jsonData: { ...options.jsonData, schemaVersion: OPTIONS_SCHEMA_VERSION, documents: next },
    });
  const kilobytes = kilobytesOf(documents);

  return (
    <Stack direction="column" gap={1}>
      <Text element="h3" id={`${id}-title`}>
        <Trans i18nKey="config.documents.title">SLO documents</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="config.documents.description">
          OpenSLO v1, or the files of Sloth, Pyrra and slo-generator, in YAML, several documents apart by a line of ---.
          Each defines an SLO over the metrics of the data sources above, or tells more of one that a tool has recorded
          there.
        </Trans>
      </Text>
      {typeof documents === 'string' ? (
        <>
          <CodeArea
            ref={area}
            labelledBy={`${id}-title`}
            describedBy={`${id}-problems`}
            value={documents}
            readOnly={options.readOnly === true}
            onChange={change}
          />
          {options.readOnly !== true && (
            <div>
              <Dropdown
                overlay={
                  <Menu>
                    {EXAMPLES.map(({ title, text }) => (
                      <Menu.Item
                        key={title()}
                        label={title()}
                        onClick={() => change(appendDocument(documents, text))}
                      />
                    ))}
                  </Menu>
                }
              >
                <Button variant="secondary" icon="plus">
                  <Trans i18nKey="config.documents.example">Insert an example</Trans>
                </Button>
              </Dropdown>
            </div>
          )}
        </>
      ) : (
        <Alert
          severity="info"
          title={t('config.documents.structured', '', {
            defaultValue_one: '{{count}} document is provisioned in a list and cannot be changed here.',
            defaultValue_other: '{{count}} documents are provisioned in a list and cannot be changed here.',
            count: documents.length,
          })}
        />
      )}
      {kilobytes > NEAR_LIMIT_RATIO * MOST_KILOBYTES && (
        <Text color={kilobytes > MOST_KILOBYTES ? 'error' : 'secondary'}>
          {t('config.documents.size', '{{kilobytes}} of at most {{most}} kB', {
            kilobytes: Math.ceil(kilobytes),
            most: MOST_KILOBYTES,
          })}
        </Text>
      )}
      <div
        id={`${id}-problems`}
        role="status"
        aria-label={t('config.documents.found', 'What the documents define')}
        className={styles.problems}
      >
        <DocumentProblems
          read={read}
          isEmpty={documents.length === 0}
          onChoose={(line) => area.current?.selectLine(line)}
        />
      </div>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  problems: css({ minHeight: theme.spacing(3) }),
});
