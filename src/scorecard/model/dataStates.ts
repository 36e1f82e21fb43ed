import type { DataState } from '../../core/budget/dataState';

export const DATA_STATES = [
  'measured',
  'noTraffic',
  'noData',
  'partial',
  'gapsSkipped',
  'error',
] as const satisfies readonly DataState[];
