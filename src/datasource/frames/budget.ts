import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';
import { readBudgetSeries, type BudgetPoint } from '../../core/query/budgetSeries';
import { columnId, columnReader, instantValue, type ReadColumn } from '../../core/query/columns';
import type { Answers } from '../../core/query/port';
import type { Slo } from '../../core/slo/slo';
import { PLAIN_TEXT } from '../../shared/plainText';

/** One frame per SLO; those without a number keep theirs, empty, with a notice, so that nobody takes them for fine. */
export function budgetFrames(refId: string, toSeconds: number, slos: readonly Slo[], answers: Answers): DataFrame[] {
  const read = columnReader(answers);
  return slos.map((slo) => {
    const name = nameAmong(slo, slos);
    const points = withEnd(readBudgetSeries(slo, read), toSeconds, slo, read);
    // What is still recorded of an SLI that has stopped repeats its past as if it were now.
    const stopped = slo.problems.some(({ kind }) => kind === 'sliStopped');
    const frame = budgetFrame(refId, slo, stopped ? [] : points, name);
    if (stopped || points.every(({ value }) => value === null)) {
      const text = stopped ? stoppedWords(name) : points.length > 0 ? undefinedWords(name) : missingWords(name);
      frame.meta = { notices: [{ severity: 'warning', text }] };
    }
    return frame;
  });
}

function withEnd(points: readonly BudgetPoint[], toSeconds: number, slo: Slo, read: ReadColumn): BudgetPoint[] {
  const value = instantValue(read(columnId(slo.sli.budgetRemainingMetric), slo), slo);
  const before = points.filter(({ timeSeconds }) => timeSeconds < toSeconds);
  return value === undefined
    ? [...points]
    : [...before, { timeSeconds: toSeconds, value: Number.isFinite(value) ? value : null }];
}

/** Error budget remaining of one SLO over time. */
export function budgetFrame(refId: string, slo: Slo, points: readonly BudgetPoint[], name = nameOf(slo)): DataFrame {
  return createDataFrame({
    refId,
    name,
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: points.map(({ timeSeconds }) => timeSeconds * 1000) },
      {
        name: 'budgetRemaining',
        type: FieldType.number,
        labels: { ...slo.labels, service: slo.service, slo: slo.name },
        config: { unit: 'percentunit', displayNameFromDS: name },
        values: points.map(({ value }) => value),
      },
    ],
  });
}

function nameOf({ service, name }: Slo): string {
  return `${service} / ${name}`;
}

/** With the labels that tell it from others of its name, such as the groups of one SLO. */
function nameAmong(slo: Slo, slos: readonly Slo[]): string {
  const namesakes = slos.filter((other) => nameOf(other) === nameOf(slo));
  const telling = Object.entries(slo.labels).filter(([label, value]) =>
    namesakes.some(({ labels }) => labels[label] !== value)
  );
  return telling.length === 0 ? nameOf(slo) : `${nameOf(slo)} (${telling.map(([, value]) => value).join(', ')})`;
}

function stoppedWords(slo: string): string {
  return t('datasource.budget.stopped', '{{slo}}: its SLI is no longer recorded, so no budget is drawn.', {
    ...PLAIN_TEXT,
    slo,
  });
}

function undefinedWords(slo: string): string {
  return t('datasource.budget.undefined', '{{slo}}: the recorded budget is NaN over the whole range.', {
    ...PLAIN_TEXT,
    slo,
  });
}

function missingWords(slo: string): string {
  return t('datasource.budget.missing', '{{slo}}: no budget is recorded in this range.', { ...PLAIN_TEXT, slo });
}
