export type ColumnId =
  'status' | 'slo' | 'objective' | 'sli' | 'budget' | 'trend' | 'burnRates' | 'exhaustion' | 'releases';
