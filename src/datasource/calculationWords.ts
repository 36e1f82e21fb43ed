import { t } from '@grafana/i18n';
import type { DataState, Measured } from '../core/budget/dataState';
import type { CalculationFieldName } from '../core/frame/calculationTable';
import type { Formula, Quantity } from '../core/query/calculation/steps';
import type { SloRow } from '../core/query/slos/row';
import { PLAIN_TEXT } from '../shared/plainText';
import { excludedWords } from './exclusionWords';
import { countedWords, rateMethodWords } from './recordedMethodWords';
import { stateWords } from './stateWords';
import { methodWords } from './words';

/** The heading of a column of a calculation. */
export function calculationHeading(field: CalculationFieldName): string {
  switch (field) {
    case 'slo':
      return t('calculation.field.slo', 'SLO');
    case 'quantity':
      return t('calculation.field.quantity', 'Number');
    case 'over':
      return t('calculation.field.over', 'Over');
    case 'formula':
      return t('calculation.field.formula', 'Formula');
    case 'numbers':
      return t('calculation.field.numbers', 'With its numbers');
    case 'result':
      return t('calculation.field.result', 'Result');
    case 'value':
      return t('calculation.field.value', 'Result as a number');
    case 'data':
      return t('calculation.field.data', 'Data');
    case 'seen':
      return t('calculation.field.seen', 'Window seen');
    case 'how':
      return t('calculation.field.how', 'How it is counted');
    case 'promql':
      return t('calculation.field.promql', 'PromQL');
    case 'upstream':
      return t('calculation.field.upstream', 'Data source');
    case 'id':
      return t('calculation.field.id', 'Id');
  }
}

export function quantityWords(quantity: Quantity): string {
  switch (quantity) {
    case 'sli':
      return t('calculation.sli', 'SLI');
    case 'errorBudget':
      return t('calculation.error-budget', 'Error budget');
    case 'budgetRemaining':
      return t('calculation.budget-remaining', 'Budget left');
    case 'eventSli':
      return t('calculation.event-sli', 'SLI by events');
    case 'eventBudgetRemaining':
      return t('calculation.event-budget', 'Budget left by events');
    case 'burnRate':
      return t('calculation.burn-rate', 'Burn rate');
  }
}

export function formulaWords(formula: Formula): string {
  switch (formula) {
    case 'goodOfAll':
      return t('calculation.formula.good-of-all', '(all events − bad events) ÷ all events');
    case 'oneLessRecorded':
      return t('calculation.formula.one-less-recorded', '1 − recorded share of bad events');
    case 'recorded':
      return t('calculation.formula.recorded', 'recorded share of good events');
    case 'meanOfSlots':
      return t('calculation.formula.mean-of-slots', '1 − mean of the recorded short shares of bad events');
    case 'slices':
      return t('calculation.formula.slices', 'mean of slices of time');
    case 'oneLessObjective':
      return t('calculation.formula.one-less-objective', '1 − objective');
    case 'budget':
      return t('calculation.formula.budget', '1 − (1 − SLI) ÷ error budget');
    case 'recordedBudget':
      return t(
        'calculation.formula.recorded-budget',
        'as its tool has recorded it; beside it 1 − (1 − SLI) ÷ error budget'
      );
    case 'budgetOfMembers':
      return t(
        'calculation.formula.budget-of-members',
        '1 − Σ weight × share of its budget that each member has spent'
      );
    case 'burnRate':
      return t('calculation.formula.burn-rate', 'share of bad events ÷ error budget');
    case 'burnRateOfMembers':
      return t('calculation.formula.burn-rate-of-members', 'Σ weight × burn rate of each member');
  }
}

/** Whether a number was measured, with the reason where it was not wholly. */
export function dataWords(measured: Pick<Measured, 'state' | 'reason'>): string {
  const why = stateWords(measured);
  return why === '' ? dataStateWord(measured.state) : `${dataStateWord(measured.state)}: ${why}`;
}

function dataStateWord(state: DataState): string {
  switch (state) {
    case 'measured':
      return t('calculation.state.measured', 'measured');
    case 'noTraffic':
      return t('calculation.state.no-traffic', 'no traffic');
    case 'noData':
      return t('calculation.state.no-data', 'no data');
    case 'partial':
      return t('calculation.state.partial', 'in part');
    case 'gapsSkipped':
      return t('calculation.state.gaps-skipped', 'gaps left out');
    case 'error':
      return t('calculation.state.error', 'failed');
  }
}

/** What weighs the same in a number, and what it leaves out though its PromQL does not; empty where its formula says all. */
export function howWords(quantity: Quantity, row: SloRow): string {
  switch (quantity) {
    case 'sli':
      return [methodWords(row), leftOutWords(row)].filter((text) => text !== '').join(' ');
    case 'budgetRemaining':
      return row.method.kind === 'composite' ? methodWords(row) : '';
    case 'eventSli':
      return [row.slo.events ? countedWords(row.slo) : rateMethodWords(), leftOutWords(row)]
        .filter((text) => text !== '')
        .join(' ');
    case 'burnRate':
      return row.method.kind === 'composite'
        ? ''
        : t('calculation.how.burn-rate', 'The share of bad events is what the PromQL gives.');
    default:
      return '';
  }
}

function leftOutWords({ slo, problems }: SloRow): string {
  return slo.excluded.length === 0 || problems.some(({ kind }) => kind === 'exclusionsIgnored')
    ? ''
    : t('calculation.how.excluded', 'Left out, which this PromQL does not do: {{times}}.', {
        ...PLAIN_TEXT,
        times: slo.excluded.map(excludedWords).join('; '),
      });
}
