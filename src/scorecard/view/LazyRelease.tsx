import { lazy } from 'react';

/** Who looks at tables all day does not load it. */
export const LazyRelease = lazy(async () => ({
  default: (await import(/* webpackChunkName: "release" */ '../release/ReleasePanel')).ReleasePanel,
}));
