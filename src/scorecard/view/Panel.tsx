import React, { Suspense, useState } from 'react';
import type { PanelProps } from '@grafana/data';
import { isIncident } from '../incident/readIncident';
import type { ScorecardOptions } from '../options';
import { LazyIncident } from './LazyIncident';
import { Loading } from './Loading';
import { ScorecardPanel } from './ScorecardPanel';

/** The frames say which view they are for; a refresh that failed has none, and is one of the view before. */
export function Panel(props: PanelProps<ScorecardOptions>) {
  const told = props.data.series.filter(({ fields }) => fields.length > 0);
  const [wasIncident, setWasIncident] = useState(false);
  const shown = told.length === 0 ? wasIncident : told.some(isIncident);
  if (shown !== wasIncident) {
    setWasIncident(shown);
  }
  return shown ? (
    <Suspense fallback={<Loading />}>
      <LazyIncident {...props} />
    </Suspense>
  ) : (
    <ScorecardPanel {...props} />
  );
}
