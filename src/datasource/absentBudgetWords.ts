import { t } from '@grafana/i18n';
import type { BudgetAbsence } from '../core/query/budget/judge';
import type { BudgetRequest } from '../core/query/budget/plan';
import { formatDuration } from '../core/window/duration';
import { PLAIN_TEXT } from '../shared/plainText';
import { tooManyWords } from './overTimeWords';
import { stateWords } from './stateWords';

/** Why no budget of an SLO is drawn. */
export function absentBudgetWords(slo: string, absence: BudgetAbsence, { unit }: Pick<BudgetRequest, 'unit'>): string {
  const values = { ...PLAIN_TEXT, slo };
  switch (absence.kind) {
    case 'tooMany':
      return tooManyWords([slo]);
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
    case 'sliced':
      return t(
        'datasource.budget.sliced',
        '{{slo}}: its SLI weighs slices of time, which are not told over time. Its row tells the window.',
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
