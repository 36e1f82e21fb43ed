/** In the usual order. */
export const COLUMNS = [
  'status',
  'slo',
  'objective',
  'sli',
  'budget',
  'trend',
  'burnRates',
  'exhaustion',
  'alert',
  'releases',
] as const;

export type ColumnId = (typeof COLUMNS)[number];
