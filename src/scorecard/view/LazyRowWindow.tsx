import { lazy } from 'react';

/** Most scorecards are short and do without. */
export const LazyRowWindow = lazy(async () => ({
  default: (await import(/* webpackChunkName: "row-window" */ './RowWindow')).RowWindow,
}));
