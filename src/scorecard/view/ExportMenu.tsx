import React from 'react';
import { AppEvents } from '@grafana/data';
import { t } from '@grafana/i18n';
import { getAppEvents } from '@grafana/runtime';
import { Button, Dropdown, Menu } from '@grafana/ui';
import type { ExportedRow } from '../model/exportRows';
import type { ScoreRow } from '../model/row';
import { sortRows, type Sort } from '../model/sortRows';
import { saveFile } from './saveFile';

interface Props {
  /** Those that are shown. */
  rows: readonly ScoreRow[];
  /** Their order. */
  sort: Sort;
}

/** Who takes nothing away does not load it. */
const load = () => import(/* webpackChunkName: "export" */ '../model/exportRows');

type Exporting = Awaited<ReturnType<typeof load>>;

/** What is shown, to be taken elsewhere. */
export function ExportMenu({ rows, sort }: Props) {
  const exported = (act: (exporting: Exporting, all: ExportedRow[]) => void | Promise<void>) => {
    load()
      .then(async (exporting) => act(exporting, exporting.exportRows(sortRows(rows, sort))))
      .catch((error: unknown) => {
        getAppEvents().publish({
          type: AppEvents.alertError.name,
          payload: [t('scorecard.export.failed', 'Nothing was exported'), String(error)],
        });
      });
  };
  const menu = (
    <Menu>
      <Menu.Item
        icon="copy"
        label={t('scorecard.export.copy', 'Copy for a spreadsheet')}
        onClick={() =>
          exported(async ({ toTsv }, all) => {
            await navigator.clipboard.writeText(toTsv(all));
            getAppEvents().publish({
              type: AppEvents.alertSuccess.name,
              payload: [t('scorecard.export.copied', '{{count}} SLOs copied', { count: all.length })],
            });
          })
        }
      />
      <Menu.Item
        icon="download-alt"
        label={t('scorecard.export.csv', 'Download CSV')}
        onClick={() => exported(({ toCsv }, all) => saveFile('slos', 'csv', 'text/csv', toCsv(all)))}
      />
      <Menu.Item
        icon="download-alt"
        label={t('scorecard.export.json', 'Download JSON')}
        onClick={() => exported(({ toJson }, all) => saveFile('slos', 'json', 'application/json', toJson(all)))}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        icon="download-alt"
        aria-label={t('scorecard.export.open', 'Copy or download what is shown')}
        tooltip={t('scorecard.export.open', 'Copy or download what is shown')}
      />
    </Dropdown>
  );
}
