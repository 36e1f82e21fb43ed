import {
  getDisplayProcessor,
  type DisplayProcessor,
  type DisplayValue,
  type Field,
  type GrafanaTheme2,
  type TimeZone,
} from '@grafana/data';
import { decimalsApart, decimalsForTwoDigits, decimalsOf } from '../model/decimals';
import type { Quantity, ScoreRow } from '../model/row';

/**
 * Shows numbers as their field's configuration says. Decimals are chosen here only while nobody has configured any and
 * the unit is the contract's own.
 */
export interface Format {
  objective: (row: ScoreRow) => DisplayValue;
  sli: (row: ScoreRow) => DisplayValue;
  /** A budget of this row: the present one, or a point of its trend. */
  budget: (row: ScoreRow, value?: number | null) => DisplayValue;
  /** By counted events. */
  eventSli: (row: ScoreRow) => DisplayValue;
  eventBudget: (row: ScoreRow) => DisplayValue;
  burnRate: (rate: Quantity) => DisplayValue;
  /** A ratio of several SLOs. */
  ratio: (ratio: Quantity) => DisplayValue;
  /** As configured, without any choice of ours. */
  plain: (quantity: Quantity) => DisplayValue;
}

export function createFormat(theme: GrafanaTheme2, timeZone: TimeZone): Format {
  // Weakly, because every refresh brings new fields.
  const processors = new WeakMap<Field, Map<number | undefined, DisplayProcessor>>();

  const processor = (field: Field, decimals: number | undefined): DisplayProcessor => {
    const byDecimals = processors.get(field) ?? new Map<number | undefined, DisplayProcessor>();
    processors.set(field, byDecimals);
    const known = byDecimals.get(decimals);
    if (known) {
      return known;
    }
    // Not the field's own, which may be of a theme that is not shown any more.
    const made = getDisplayProcessor({
      field: { ...field, config: { ...field.config, decimals: decimals ?? field.config.decimals } },
      theme,
      timeZone,
    });
    byDecimals.set(decimals, made);
    return made;
  };

  const show = ({ value, field }: Quantity, decimals?: number): DisplayValue =>
    field ? processor(field, decimals)(value) : { text: '', numeric: NaN };

  const percent = (quantity: Quantity, decimals: (percent: number) => number): DisplayValue => {
    const { value, field } = quantity;
    const ours = field?.config.unit === 'percentunit' && hasNoDecimals(field) && value !== null;
    return show(quantity, ours && Number.isFinite(value) ? decimals(100 * value) : undefined);
  };

  const sli = (quantity: Quantity, { objective }: ScoreRow) => {
    const target = 100 * (objective.value ?? 1);
    return percent(quantity, (value) => decimalsApart(value, [target, 100], decimalsOf(target) + 2));
  };

  const budget = (quantity: Quantity) => percent(quantity, (value) => decimalsApart(value, [0, 100], 1));

  return {
    objective: ({ objective }) => percent(objective, decimalsOf),
    sli: (row) => sli(row.sli, row),
    budget: (row, value = row.budget.value) => budget({ ...row.budget, value }),
    eventSli: (row) => sli(row.events.sli, row),
    eventBudget: (row) => budget(row.events.budget),
    burnRate: (rate) => {
      const { value, field } = rate;
      const ours = field?.config.unit === 'x' && field.config.decimals == null && value !== null;
      return show(rate, ours ? decimalsForTwoDigits(value) : undefined);
    },
    ratio: (ratio) => percent(ratio, (value) => decimalsApart(value, [100], 3)),
    plain: (quantity) => show(quantity),
  };
}

/** Whether nobody has configured any: those that the frame chose for other panels are no choice of anybody. */
function hasNoDecimals({ config: { decimals, custom } }: Field): boolean {
  return decimals == null || decimals === custom?.decimals;
}
