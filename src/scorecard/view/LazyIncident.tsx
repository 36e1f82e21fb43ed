import { lazy } from 'react';

/** Who looks at tables all day does not load it. */
export const LazyIncident = lazy(async () => ({
  default: (await import(/* webpackChunkName: "incident" */ '../incident/IncidentPanel')).IncidentPanel,
}));
