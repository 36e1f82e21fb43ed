import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';
import { readBudgetSeries, type BudgetPoint } from '../../core/query/budgetSeries';
import { columnReader } from '../../core/query/columns';
import type { Answers } from '../../core/query/port';
import type { Slo } from '../../core/slo/slo';
import { PLAIN_TEXT } from '../../shared/plainText';

/** One frame per SLO; those without a number keep theirs, empty, with a notice, so that nobody takes them for fine. */
export function budgetFrames(refId: string, toSeconds: number, slos: readonly Slo[], answers: Answers): DataFrame[] {
  const read = columnReader(answers);
  return slos.map((slo) => {
    const points = readBudgetSeries(toSeconds, slo, read);
    const frame = budgetFrame(refId, slo, points);
    if (points.every(({ value }) => value === null)) {
      frame.meta = { notices: [{ severity: 'warning', text: noBudgetWords(slo, points.length > 0) }] };
    }
    return frame;
  });
}

/** Error budget remaining of one SLO over time. */
export function budgetFrame(refId: string, slo: Slo, points: readonly BudgetPoint[]): DataFrame {
  return createDataFrame({
    refId,
    name: budgetName(slo),
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: points.map(({ timeSeconds }) => timeSeconds * 1000) },
      {
        name: 'budgetRemaining',
        type: FieldType.number,
        labels: { service: slo.service, slo: slo.name, ...slo.labels },
        config: { unit: 'percentunit', displayNameFromDS: budgetName(slo) },
        values: points.map(({ value }) => value),
      },
    ],
  });
}

function budgetName({ service, name }: Slo): string {
  return `${service} / ${name}`;
}

function noBudgetWords(slo: Slo, undefinedOnly: boolean): string {
  return undefinedOnly
    ? t('datasource.budget.undefined', '{{slo}}: the recorded budget is NaN over the whole range.', {
        ...PLAIN_TEXT,
        slo: budgetName(slo),
      })
    : t('datasource.budget.missing', '{{slo}}: no budget is recorded in this range.', {
        ...PLAIN_TEXT,
        slo: budgetName(slo),
      });
}
