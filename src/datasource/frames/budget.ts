import { createDataFrame, FieldType, type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { BudgetAbsence, BudgetOverTime } from '../../core/query/budget/judge';
import type { BudgetRequest, BudgetUnit } from '../../core/query/budget/plan';
import type { BudgetPoint } from '../../core/query/budgetSeries';
import type { Slo } from '../../core/slo/slo';
import { formatDuration } from '../../core/window/duration';
import { PLAIN_TEXT } from '../../shared/plainText';
import { stateWords } from '../words';

const UNIT_IDS: Record<BudgetUnit, string> = { percent: 'percentunit', minutes: 'm', events: 'short' };

/** One frame per SLO; those without a number keep theirs, empty, with a notice, so that nobody takes them for fine. */
export function budgetFrames(refId: string, request: BudgetRequest, budgets: readonly BudgetOverTime[]): DataFrame[] {
  const slos = budgets.map(({ slo }) => slo);
  const methods = methodNotices(request, budgets);
  return budgets.map(({ slo, points, absence }, index) => {
    const name = nameAmong(slo, slos);
    const frame = budgetFrame(refId, slo, points, { name, unit: request.unit });
    const notices: QueryResultMetaNotice[] = absence
      ? [{ severity: 'warning', text: absenceWords(name, absence, request) }]
      : [];
    // How the lines are drawn concerns all of them alike, so it is said once.
    frame.meta = { notices: [...notices, ...(index === 0 ? methods : [])] };
    return frame;
  });
}

/** Error budget remaining of one SLO over time. */
export function budgetFrame(
  refId: string,
  slo: Slo,
  points: readonly BudgetPoint[],
  { name = nameOf(slo), unit = 'percent' }: { name?: string; unit?: BudgetUnit } = {}
): DataFrame {
  return createDataFrame({
    refId,
    name,
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: points.map(({ timeSeconds }) => timeSeconds * 1000) },
      {
        name: 'budgetRemaining',
        type: FieldType.number,
        labels: { ...slo.labels, service: slo.service, slo: slo.name },
        config: { unit: UNIT_IDS[unit], displayNameFromDS: name },
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

/** What the lines mean, where there are any: each way of drawing them once, with how it fits the range shown. */
function methodNotices(request: BudgetRequest, budgets: readonly BudgetOverTime[]): QueryResultMetaNotice[] {
  const drawn = budgets.filter(({ absence }) => absence === null);
  const windowsOf = (method: BudgetOverTime['method']) => [
    ...new Set(drawn.filter((one) => one.method === method).map(({ slo }) => slo.window.seconds)),
  ];
  const rangeSeconds = request.toSeconds - request.fromSeconds;
  const text = (seconds: readonly number[]) => seconds.map(formatDuration).join(', ');
  const sliding = windowsOf('sliding');
  const cumulative = windowsOf('cumulative');
  const said: string[] = [];
  if (sliding.length > 0) {
    said.push(
      t('datasource.budget.sliding', 'Recorded budgets: each point looks back over the {{windows}} before it.', {
        ...PLAIN_TEXT,
        windows: text(sliding),
      })
    );
  }
  if (cumulative.length > 0) {
    said.push(
      t(
        'datasource.budget.cumulative',
        'Budgets by events: as spent since the start of the {{windows}} that end now.',
        { ...PLAIN_TEXT, windows: text(cumulative) }
      )
    );
    const shorter = cumulative.filter((seconds) => rangeSeconds > seconds);
    const longer = cumulative.filter((seconds) => rangeSeconds < seconds);
    if (shorter.length > 0) {
      said.push(
        t('datasource.budget.range-longer', 'The range is longer than {{windows}}: their lines begin within it.', {
          ...PLAIN_TEXT,
          windows: text(shorter),
        })
      );
    }
    if (longer.length > 0) {
      said.push(
        t(
          'datasource.budget.range-shorter',
          'The range shows the last {{range}} of {{windows}}: what was spent before it is gone from the first point already.',
          { ...PLAIN_TEXT, range: formatDuration(roundedMinutes(rangeSeconds)), windows: text(longer) }
        )
      );
    }
  }
  return said.map((words) => ({ severity: 'info', text: words }));
}

function roundedMinutes(seconds: number): number {
  return Math.max(60, Math.round(seconds / 60) * 60);
}

function absenceWords(slo: string, absence: BudgetAbsence, { unit }: BudgetRequest): string {
  const values = { ...PLAIN_TEXT, slo };
  switch (absence.kind) {
    case 'stopped':
      return t('datasource.budget.stopped', '{{slo}}: its SLI is no longer recorded, so no budget is drawn.', values);
    case 'undefined':
      return t('datasource.budget.undefined', '{{slo}}: the recorded budget is NaN over the whole range.', values);
    case 'missing':
      return t('datasource.budget.missing', '{{slo}}: no budget is recorded in this range.', values);
    case 'notRecordedOverWindow':
      return t(
        'datasource.budget.other-window',
        '{{slo}}: its budget is recorded over its own window only, and no document says how to count its events.',
        values
      );
    case 'eventsUnknown':
      return t(
        'datasource.budget.events-unknown',
        '{{slo}}: how many events its budget holds is not known. An SLO document that says how to count them tells it.',
        values
      );
    case 'noEvents':
      return t('datasource.budget.no-events', '{{slo}}: no events were counted in its window.', values);
    case 'objectiveUnknown':
      return t('datasource.budget.no-objective', '{{slo}}: without an objective there is no budget in {{unit}}.', {
        ...values,
        unit,
      });
    case 'shareOnly':
      return t(
        'datasource.budget.share-only',
        '{{slo}}: its members count different events, so its budget is a share and has no {{unit}}. Choose percent.',
        { ...values, unit }
      );
    case 'unmeasured':
      return `${slo}: ${stateWords(absence.what)}`;
    case 'stepChanged':
      return t(
        'datasource.budget.step-changed',
        '{{slo}}: events were to be counted every {{wanted}}, but the data source answered every {{got}}, which leaves events out. Allow the step in its settings, or choose a shorter range.',
        { ...values, wanted: formatDuration(absence.wantedSeconds), got: formatDuration(absence.gotSeconds) }
      );
  }
}
