import { formattedValueToString } from '@grafana/data';
import { t } from '@grafana/i18n';
import { alertStandWord } from '../../shared/alertStandWord';
import { PLAIN_TEXT } from '../../shared/plainText';
import { policyWord } from '../../shared/policyWord';
import type { ColumnId } from '../model/columns';
import type { ScoreRow } from '../model/row';
import { alertsWords } from './alertsWords';
import type { Fact } from './budgetFacts';
import { burnRateWords } from './burnRateWords';
import { exhaustionReason, exhaustionWords } from './exhaustionWords';
import { releasesWords } from './policyWords';
import type { TableContext } from './table';
import { stateWord } from './words';

/** Who is called, how the numbers were obtained, by which tool, and what the budget is read from. */
export function sourceFacts({ owner, tool, readFrom, upstream, method, events }: ScoreRow): Fact[] {
  const queries = readFrom.join('; ');
  return [
    { name: t('scorecard.fact.owner', 'Owner'), value: owner },
    { name: t('scorecard.fact.method', 'SLI from'), value: method },
    { name: t('scorecard.fact.event-method', 'Events from'), value: events.method },
    { name: t('scorecard.fact.tool', 'Tool'), value: tool },
    {
      name: t('scorecard.fact.read-from', 'Read from'),
      value:
        queries === '' || upstream === ''
          ? queries
          : t('scorecard.fact.read-from-value', '{{queries}} in {{upstream}}', { ...PLAIN_TEXT, queries, upstream }),
    },
  ].filter(({ value }) => value !== '');
}

/** What the row has no room for: the columns that are left out, and the labels where they are. */
export function absentFacts(row: ScoreRow, table: TableContext): Fact[] {
  const { format, layout } = table;
  const absent = (column: ColumnId) => !layout.columns.includes(column);
  const { alerts, exhaustion, releases, burnRates, sli, labels } = row;
  return [
    {
      name: t('scorecard.column.exhaustion', 'Exhaustion'),
      value: absent('exhaustion')
        ? [exhaustion.kind === 'unknown' ? '' : exhaustionWords(row, format), exhaustionReason(row, table)]
            .filter((text) => text !== '')
            .join('. ')
        : '',
    },
    {
      name: t('scorecard.column.alert', 'Alert'),
      value:
        absent('alert') && alerts && alerts.stand !== 'none'
          ? `${alertStandWord(alerts.stand)}. ${alertsWords(alerts)}`
          : '',
    },
    {
      name: t('scorecard.column.releases', 'Releases'),
      value: absent('releases') && releases ? `${policyWord(releases.state)}. ${releasesWords(releases)}` : '',
    },
    {
      name: t('scorecard.column.burn-rates', 'Burn rate'),
      value: absent('burnRates') ? burnRates.map((rate) => burnRateWords(rate, format)).join(', ') : '',
    },
    {
      name: t('scorecard.column.sli', 'SLI'),
      value: absent('sli')
        ? sli.value === null
          ? stateWord(row.dataState)
          : formattedValueToString(format.sli(row))
        : '',
    },
    {
      name: t('scorecard.fact.labels', 'Labels'),
      value: layout.shape === 'wide' ? '' : labels.map(([key, value]) => `${key}: ${value}`).join(', '),
    },
  ].filter(({ value }) => value !== '');
}
